using System.Text.RegularExpressions;
using PidMigration.Failures;

namespace PidMigration.Core.Tests.Failures;

public sealed partial class ErrorsTests
{
    [Fact]
    public void Every_error_has_a_unique_code_and_one_complete_line()
    {
        Assert.NotEmpty(ErrorDocument.Methods);
        var codes = new Dictionary<string, string>();
        foreach (var method in ErrorDocument.Methods)
        {
            var error = (MigrationException)
                method.Invoke(null, [.. method.GetParameters().Select(p => Sample(p.ParameterType))])!;
            Assert.Matches(Code(), error.Code);
            Assert.True(
                codes.TryAdd(error.Code, method.Name),
                $"{error.Code} is {codes.GetValueOrDefault(error.Code)} and {method.Name}."
            );
            Assert.DoesNotContain('\n', error.Message);
            Assert.Matches(@"[.?]$", error.Message);
        }
    }

    private static object? Sample(Type type) =>
        type == typeof(string) ? "sample."
        : type == typeof(Exception) ? new InvalidOperationException("sample")
        : type == typeof(IReadOnlyList<string>) ? new[] { "sample" }
        : type.IsValueType ? Activator.CreateInstance(type)
        : null;

    [GeneratedRegex(@"^PID1[0-9]{3}$")]
    private static partial Regex Code();
}
