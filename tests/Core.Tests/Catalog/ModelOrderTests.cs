using PidMigration.Catalog;

namespace PidMigration.Core.Tests.Catalog;

public sealed class ModelOrderTests
{
    [Fact]
    public void Parents_come_first_whatever_their_group_and_name()
    {
        var order = Order(
            ("a", ModelGroup.Auth, ["z"]),
            ("z", ModelGroup.Log, ["m"]),
            ("m", ModelGroup.Other, []),
            ("b", ModelGroup.Auth, [])
        );
        Assert.Equal(["m", "z", "a", "b"], order);
    }

    [Fact]
    public void A_cycle_stays_together_after_the_models_it_refers_to()
    {
        var order = Order(
            ("hen", ModelGroup.Other, ["egg", "farm"]),
            ("egg", ModelGroup.Other, ["hen"]),
            ("farm", ModelGroup.Other, ["farm"]),
            ("omelette", ModelGroup.Auth, ["egg"])
        );
        Assert.Equal("farm", order[0]);
        Assert.Equal(["egg", "hen"], order[1..3].Order());
        Assert.Equal("omelette", order[3]);
    }

    [Fact]
    public void Every_model_comes_once_and_after_its_parents_unless_they_form_a_cycle()
    {
        RandomRounds.Run(
            200,
            random =>
            {
                var count = random.Next(1, 12);
                var parents = Enumerable
                    .Range(0, count)
                    .Select(i => Enumerable.Range(0, count).Where(_ => random.Next(6) == 0).ToArray())
                    .ToArray();
                var models = Enumerable
                    .Range(0, count)
                    .Select(i =>
                        TestModels.Of(
                            $"m{i}",
                            (ModelGroup)random.Next(4),
                            [.. parents[i].Select(p => $"m{p}"), "elsewhere"]
                        )
                    )
                    .ToList();
                var order = ModelOrder
                    .ParentsFirst(models)
                    .Select(m => int.Parse(m.Name[1..], System.Globalization.CultureInfo.InvariantCulture))
                    .ToList();
                Assert.Equal(Enumerable.Range(0, count), order.Order());
                for (var child = 0; child < count; child++)
                    foreach (var parent in parents[child])
                        Assert.True(
                            order.IndexOf(parent) <= order.IndexOf(child) || Reaches(parents, parent, child),
                            $"m{parent} comes behind m{child}."
                        );
            }
        );
    }

    private static bool Reaches(int[][] parents, int from, int to)
    {
        var seen = new HashSet<int>();
        var open = new Stack<int>([from]);
        while (open.TryPop(out var at))
            foreach (var next in parents[at])
            {
                if (next == to)
                    return true;
                if (seen.Add(next))
                    open.Push(next);
            }

        return false;
    }

    private static List<string> Order(params (string Name, ModelGroup Group, string[] Parents)[] models) =>
        [
            .. ModelOrder
                .ParentsFirst([.. models.Select(m => TestModels.Of(m.Name, m.Group, m.Parents))])
                .Select(m => m.Name),
        ];
}
