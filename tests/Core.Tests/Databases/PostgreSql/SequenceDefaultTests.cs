using PidMigration.Databases.PostgreSql;

namespace PidMigration.Core.Tests.Databases.PostgreSql;

public sealed class SequenceDefaultTests
{
    [Theory]
    [InlineData("nextval('x'::regclass)", true)]
    [InlineData("nextval('other.\"it''s\"'::regclass)", true)]
    [InlineData("nextval(('x'::text)::regclass)", true)]
    [InlineData("(nextval('x'::regclass))::integer", true)]
    [InlineData("((nextval('x'::regclass))::numeric(20,0))::bigint", true)]
    [InlineData("('INV-'::text || nextval('x'::regclass))", false)]
    [InlineData("(nextval('x'::regclass) * 10)", false)]
    [InlineData("(- nextval('x'::regclass))", false)]
    [InlineData("make_id(nextval('x'::regclass))", false)]
    [InlineData("(nextval('x'::regclass) + nextval('y'::regclass))", false)]
    public void A_default_that_only_casts_its_sequence_is_plain(string expression, bool plain) =>
        Assert.Equal(plain, SequenceReader.IsPlain(expression));
}
