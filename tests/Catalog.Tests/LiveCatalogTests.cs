using Tracker.Catalog.Yaml;

namespace Tracker.Catalog.Tests;

public sealed class LiveCatalogTests
{
    [Fact]
    public void Reload_of_a_valid_edit_puts_it_in_force()
    {
        using ConfigFolder config = new();
        LiveCatalog live = new(config.Load());
        int changes = 0;
        live.Changed += () => changes++;
        config.Replace(ConfigFolder.Gpu, "memory_gb: 96", "memory_gb: 128");

        live.Reload().ShouldBeTrue();

        live.Current.OwnedGpu.Spec.MemoryGb.ShouldBe(128);
        changes.ShouldBe(1);
    }

    [Fact]
    public void Reload_of_a_bad_edit_keeps_the_last_good_state_and_says_where_it_is_wrong()
    {
        using ConfigFolder config = new();
        TrackerCatalog good = config.Load();
        LiveCatalog live = new(good);
        live.Changed += () => throw new InvalidOperationException("nothing changed");
        config.Replace(ConfigFolder.Gpu, "memory_gb: 96", "memory_gb: much");

        live.Reload().ShouldBeFalse();

        live.Current.ShouldBeSameAs(good);
        ConfigProblem problem = live.Problems.ShouldHaveSingleItem();
        problem.File.ShouldEndWith("card.yaml");
        problem.Line.ShouldBe(5);
    }

    [Fact]
    public void Reload_of_a_mended_edit_forgets_the_problems()
    {
        using ConfigFolder config = new();
        LiveCatalog live = new(config.Load());
        config.Replace(ConfigFolder.Gpu, "memory_gb: 96", "memory_gb: much");
        live.Reload();
        config.Replace(ConfigFolder.Gpu, "memory_gb: much", "memory_gb: 96");

        live.Reload().ShouldBeFalse("it is what was in force already");

        live.Problems.ShouldBeEmpty();
    }

    [Fact]
    public void Digest_schedule_that_is_none_is_refused()
    {
        using ConfigFolder config = new();
        config.Append(ConfigFolder.Delivery, "digest_cron: every monday");

        config.Problems().ShouldHaveSingleItem().ShouldStartWith("delivery.yaml:3:14: 'digest_cron' must be a cron expression with seconds");
    }
}
