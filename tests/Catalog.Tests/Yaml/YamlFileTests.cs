namespace Tracker.Catalog.Tests.Yaml;

public sealed class YamlFileTests
{
    [Fact]
    public void Unknown_key_is_refused_with_its_place_and_the_nearest_key()
    {
        using ConfigFolder config = new();
        config.Append(ConfigFolder.Gpu, "memry_class: gddr");

        config.Problems().ShouldBe(["gpus/card.yaml:11:1: unknown key 'memry_class'; did you mean 'memory_class'?"]);
    }

    [Fact]
    public void Unknown_key_far_from_all_others_is_refused_with_the_known_keys()
    {
        using ConfigFolder config = new();
        config.Append(ConfigFolder.Delivery, "  carrier_pigeon: true");

        config.Problems().ShouldBe(["delivery.yaml:3:3: unknown key 'carrier_pigeon'; known keys: from, mode, smtp, to"]);
    }

    [Fact]
    public void Unknown_key_of_a_nested_mapping_is_refused_with_its_place()
    {
        using ConfigFolder config = new();
        config.Replace(ConfigFolder.Source, "  every: 12h", "  every: 12h\n  jiter: 5m");

        config.Problems().ShouldBe(["sources/shop.yaml:6:3: unknown key 'jiter'; did you mean 'jitter'?"]);
    }

    [Fact]
    public void Key_given_twice_is_refused_with_the_place_of_the_second()
    {
        using ConfigFolder config = new();
        config.Write("gpus/other.yaml", "id: other\nname: Other\nname: Another\n");

        config.Problems().ShouldBe(["gpus/other.yaml:3:1: not valid YAML: Duplicate key name"]);
    }

    [Fact]
    public void Broken_syntax_is_refused_with_its_place()
    {
        using ConfigFolder config = new();
        config.Write("gpus/other.yaml", "id: other\naliases: [Other, Another\n");

        config.Problems().ShouldHaveSingleItem().ShouldMatch(@"^gpus/other\.yaml:[23]:\d+: not valid YAML: ");
    }

    [Theory]
    [InlineData("")]
    [InlineData("# only a comment\n")]
    public void Empty_file_is_refused(string text)
    {
        using ConfigFolder config = new();
        config.Write("gpus/other.yaml", text);

        config.Problems().ShouldBe(["gpus/other.yaml: the file is empty; expected one mapping of keys and values"]);
    }

    [Fact]
    public void Second_document_is_refused_with_its_place()
    {
        using ConfigFolder config = new();
        config.Write("gpus/other.yaml", "id: other\n---\nid: another\n");

        config.Problems().ShouldBe(["gpus/other.yaml:3:1: expected one YAML document, found another"]);
    }

    [Theory]
    [InlineData("- id: other\n")]
    [InlineData("other\n")]
    public void Root_that_is_no_mapping_is_refused(string text)
    {
        using ConfigFolder config = new();
        config.Write("gpus/other.yaml", text);

        config.Problems().ShouldBe(["gpus/other.yaml:1:1: expected a mapping of keys and values"]);
    }

    [Fact]
    public void Key_that_is_no_text_is_refused()
    {
        using ConfigFolder config = new();
        config.Append(ConfigFolder.Gpu, "? [a, b]\n: 1");

        config.Problems().ShouldBe(["gpus/card.yaml:11:3: a key must be a text"]);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("~")]
    [InlineData("")]
    public void Null_value_counts_as_left_out(string nothing)
    {
        using ConfigFolder config = new();
        config.Append(ConfigFolder.Gpu, $"tdp_watts: {nothing}");

        config.Load().Gpus["card"].Spec.TdpWatts.ShouldBeNull();
    }
}
