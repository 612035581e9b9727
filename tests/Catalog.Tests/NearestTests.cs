namespace Tracker.Catalog.Tests;

public sealed class NearestTests
{
    private static readonly string[] s_known = ["memory_gb", "memory_type", "memory_class", "name", "vendor"];

    [Theory]
    [InlineData("memry_gb", "memory_gb")]
    [InlineData("MEMORY_GB", "memory_gb")]
    [InlineData("memory-type", "memory_type")]
    [InlineData("nam", "name")]
    [InlineData("vendro", "vendor")]
    public void Mistyped_name_finds_what_it_meant(string name, string meant) => Nearest.Find(name, s_known).ShouldBe(meant);

    [Theory]
    [InlineData("bandwidth")]
    [InlineData("xyz")]
    public void Name_far_from_all_finds_nothing(string name) => Nearest.Find(name, s_known).ShouldBeNull();

    [Fact]
    public void Part_of_several_names_finds_at_most_three_in_order() =>
        Nearest.All("mi", ["mi300x", "mi350p", "mi350x", "mi325x"]).ShouldBe(["mi300x", "mi325x", "mi350p"]);

    [Fact]
    public void Nearer_name_comes_first() => Nearest.All("mi35p", ["mi355x", "mi350p"])[0].ShouldBe("mi350p");

    [Fact]
    public void Name_with_least_around_the_part_comes_first() => Nearest.Find("expert", ["active_experts", "experts"]).ShouldBe("experts");

    [Fact]
    public void Nothing_known_finds_nothing() => Nearest.All("card", []).ShouldBeEmpty();
}
