namespace Tracker.Catalog.Tests;

public sealed class CatalogLoaderTests
{
    [Fact]
    public void Missing_folder_is_named_with_what_to_do() =>
        CatalogLoader.Load("/no/such/folder").Problems.ShouldHaveSingleItem().ToString()
            .ShouldBe("/no/such/folder: there is no such folder; name the configuration folder with --config");

    [Theory]
    [InlineData(ConfigFolder.Settings)]
    [InlineData(ConfigFolder.Delivery)]
    public void Missing_settings_are_named(string file)
    {
        using ConfigFolder config = new();
        config.Delete(file);

        config.Problems().ShouldHaveSingleItem().ShouldStartWith($"{file}: cannot be read: ");
    }

    [Fact]
    public void Id_used_by_two_files_names_both()
    {
        using ConfigFolder config = new();
        config.Write("gpus/again.yaml", File.ReadAllText(Path.Combine(config.Path, ConfigFolder.Gpu)));

        config.Problems().ShouldBe(["gpus/card.yaml:1:5: duplicate id 'card', first used in gpus/again.yaml"]);
    }

    [Fact]
    public void Id_used_twice_in_a_file_is_refused()
    {
        using ConfigFolder config = new();
        config.Append(ConfigFolder.Stacks, "  - id: cuda\n    name: Another");

        config.Problems().ShouldBe(["stacks.yaml:4:9: duplicate id 'cuda'"]);
    }

    [Fact]
    public void Problems_of_all_files_are_found_in_one_pass_and_ordered_by_place()
    {
        using ConfigFolder config = new();
        config.Replace(ConfigFolder.Gpu, "memory_gb: 96", "memory_gb: lots").Append(ConfigFolder.Gpu, "colour: black")
            .Replace(ConfigFolder.Model, "layers: 48", "layers: 0")
            .Replace(ConfigFolder.Source, "kind: product", "kind: telepathy")
            .Replace(ConfigFolder.Settings, "weight: 1", "weight: 0.5");

        config.Problems().Select(problem => string.Join(':', problem.Split(':').Take(3))).ShouldBe(
        [
            "gpus/card.yaml:5:12", "gpus/card.yaml:11:1", "models/model.yaml:4:9", "sources/shop.yaml:2:7", "tracker.yaml:4:3",
        ]);
    }

    [Fact]
    public void File_is_shown_as_the_user_named_the_folder()
    {
        using ConfigFolder config = new();
        config.Append(ConfigFolder.Gpu, "colour: black");
        string relative = Path.GetRelativePath(Directory.GetCurrentDirectory(), config.Path);

        CatalogLoader.Load(relative).Problems.ShouldHaveSingleItem().File.ShouldBe(Path.Combine(relative, ConfigFolder.Gpu));
    }

    [Fact]
    public void Fingerprint_of_the_same_files_is_the_same_in_another_folder()
    {
        using ConfigFolder one = new();
        using ConfigFolder other = new();

        one.Load().Fingerprint.ShouldBe(other.Load().Fingerprint);
    }

    [Fact]
    public void Fingerprint_changes_with_any_file()
    {
        using ConfigFolder config = new();
        string before = config.Load().Fingerprint;
        config.Append(ConfigFolder.Model, "notes: changed");

        config.Load().Fingerprint.ShouldNotBe(before);
    }

    [Fact]
    public void File_that_is_no_yaml_is_left_alone()
    {
        using ConfigFolder config = new();
        config.Write("gpus/readme.md", "not: [yaml").Write("gpus/card.yaml~", "not: [yaml");

        config.Load().Gpus.Keys.ShouldBe(["card"]);
    }
}
