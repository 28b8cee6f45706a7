namespace PidDatabase.Data;

/// <summary>Ordinary names of things that have an identifier.</summary>
internal static class Titles
{
    private static readonly string[] Kinds =
    [
        "Letter",
        "Photograph",
        "Thesis",
        "Annual report",
        "Map",
        "Oral history " + "interview",
        "Ledger",
        "Diary",
        "Minutes",
        "Finding aid",
        "Newspaper issue",
        "Manuscript",
        "Portrait",
        "Lecture recording",
        "Field notes",
        "Catalogue",
        "Postcard",
        "Score",
        "Poster",
        "Data set",
    ];

    private static readonly string[] Subjects =
    [
        "the university press",
        "José Martí",
        "the Rose Library",
        "Ålesund harbour",
        "women's suffrage",
        "the " + "botanical garden",
        "Søren Kierkegaard",
        "the railway " + "company",
        "Müller & Sons",
        "public health",
        "the chapel choir",
        "coastal erosion",
        "the civil rights movement",
        "François Villon",
        "the faculty senate",
        "cotton mills",
        "the medical school",
        "the observatory",
        "early printing",
        "the student union",
    ];

    private static readonly string[] Places =
    [
        "Atlanta",
        "Dublin",
        "São Paulo",
        "Kraków",
        "Oxford",
        "Göttingen",
        "Nairobi",
        "Kyoto",
        "Savannah",
        "Reykjavík",
        "New Orleans",
        "Marseille",
        "Geneva",
        "Belfast",
        "Lima",
        "Prague",
    ];

    public static string Next(ref RowRandom random)
    {
        var kind = random.Of(Kinds);
        var subject = random.Of(Subjects);
        return random.Below(5) switch
        {
            0 => $"{kind} on {subject}, {1780 + random.Below(236)}",
            1 => $"{kind} concerning {subject}, {random.Of(Places)}, volume {1 + random.Below(90)}",
            2 => $"{random.Of(Places)}: {kind} {1 + random.Below(5000)}",
            3 => $"{kind} from {random.Of(Places)} to {random.Of(Places)} about {subject}, box "
                + $"{1 + random.Below(300)}, folder {1 + random.Below(40)}",
            _ => $"{subject}: {kind}",
        };
    }
}
