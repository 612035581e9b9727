using Tracker.Catalog.Settings;

namespace Tracker.Catalog.Tests.Settings;

public sealed class SecretReferenceTests
{
    private const string Secret = "hunter2-whsec_C2FVsBQIhrscChlQIMV";

    [Theory]
    [InlineData("email: {mode: smtp, smtp: {host: localhost, username: me, password: " + Secret + "}}", "password")]
    [InlineData("email: {mode: smtp, smtp: {host: localhost, username: me, password: 'pass:" + Secret + "'}}", "password")]
    [InlineData("webhooks: [{id: home, url: 'https://example.org', secret: " + Secret + "}]", "secret")]
    public void Secret_in_the_file_is_refused_and_not_shown(string delivery, string key)
    {
        using ConfigFolder config = new();
        config.Write(ConfigFolder.Delivery, delivery + "\n");

        IReadOnlyList<string> problems = config.Problems();

        problems.ShouldContain(problem => problem.EndsWith(
            $"'{key}' must say where the secret is, as env:NAME or file:/path; the secret itself never stands here", StringComparison.Ordinal));
        problems.ShouldAllBe(problem => !problem.Contains(Secret, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("env:")]
    [InlineData("file:")]
    [InlineData("ENV:NAME")]
    [InlineData("vault:name")]
    [InlineData(Secret)]
    public void Text_that_names_no_place_is_no_reference(string text) => SecretReference.TryParse(text).ShouldBeNull();

    [Fact]
    public void Secret_of_a_file_is_read_and_trimmed()
    {
        using ConfigFolder config = new();
        config.Write("secret", $"  {Secret}\n");
        SecretReference reference = SecretReference.TryParse($"file:{config.Path}/secret")!;

        reference.Resolve().ShouldBe(Secret);
        $"{reference}".ShouldBe($"file:{config.Path}/secret");
    }

    [Fact]
    public void Secret_of_an_environment_variable_is_read()
    {
        Environment.SetEnvironmentVariable("TRACKER_TEST_SECRET", Secret);

        SecretReference.TryParse("env:TRACKER_TEST_SECRET")!.Resolve().ShouldBe(Secret);
    }

    [Fact]
    public void Missing_variable_is_named() =>
        Should.Throw<InvalidOperationException>(() => SecretReference.TryParse("env:TRACKER_TEST_NOT_SET")!.Resolve())
            .Message.ShouldBe("the secret env:TRACKER_TEST_NOT_SET is not set");

    [Fact]
    public void Missing_file_is_named() =>
        Should.Throw<InvalidOperationException>(() => SecretReference.TryParse("file:/no/such/file")!.Resolve())
            .Message.ShouldStartWith("the secret file:/no/such/file cannot be read: ");

    [Fact]
    public void Empty_file_holds_no_secret()
    {
        using ConfigFolder config = new();
        config.Write("secret", "\n");

        Should.Throw<InvalidOperationException>(() => SecretReference.TryParse($"file:{config.Path}/secret")!.Resolve())
            .Message.ShouldBe($"the secret file:{config.Path}/secret is not set");
    }
}
