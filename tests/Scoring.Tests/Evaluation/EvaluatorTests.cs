using System.Text.Json;
using CsCheck;
using Tracker.Catalog;
using Tracker.Catalog.Gpus;
using Tracker.Catalog.Units;
using Tracker.Contracts;
using Tracker.Scoring.Market;
using static Tracker.Scoring.Tests.Evaluation.SampleMarket;
using static Tracker.Scoring.Tests.Market.OfferFactory;

namespace Tracker.Scoring.Tests.Evaluation;

public sealed class EvaluatorTests
{
    [Fact]
    public void Evaluate_cheap_second_card_is_bought()
    {
        Scoreboard board = Evaluate(Configuration(), Snapshot("2026-06-20", OwnedAt("2026-06-10", 8000)));

        board.Verdict.Action.ShouldBe(VerdictAction.BuySecondCard);
        board.Verdict.Subject.ShouldBe(Owned);
        board.Verdict.Reasons.ShouldNotBeEmpty();
        board.Verdict.Reasons[0].ShouldContain("$8,000");
        board.SecondCard.MonthlyValue!.Amount.ShouldBe("360.00");
    }

    [Fact]
    public void Evaluate_second_card_that_does_not_earn_its_price_is_not_bought()
    {
        Scoreboard board = Evaluate(Configuration(hours: 40), Snapshot("2026-06-20", OwnedAt("2026-06-10", 16000)));

        board.Verdict.Action.ShouldBe(VerdictAction.Hold);
        decimal breakEven = Money.From(board.Verdict.BreakEven.Price!).Amount;
        breakEven.ShouldBeInRange(1000, 15999);
        Scoreboard cheaper = Evaluate(Configuration(hours: 40), Snapshot("2026-06-20", OwnedAt("2026-06-10", breakEven - 200)));
        cheaper.Verdict.Action.ShouldBe(VerdictAction.BuySecondCard);
    }

    [Fact]
    public void Evaluate_announced_card_far_better_and_near_is_waited_for()
    {
        Gpu coming = Card("coming-192", memory: 192, bandwidth: 4000, timeline: Announced("2026-05-01", "2026-08-01", "2026-08-31"))
            with
        { ListPrice = new() { Price = Money.FromAmount(7000, "USD"), Date = new(2026, 5, 1) } };

        Scoreboard board = Evaluate(Configuration(200, coming), Snapshot("2026-06-20", OwnedAt("2026-06-10", 16000)));

        board.Verdict.Action.ShouldBe(VerdictAction.Wait);
        board.Verdict.Subject.ShouldBe("coming-192");
        board.Verdict.Probability.ShouldNotBeNull().ShouldBeGreaterThanOrEqualTo(0.7);
        board.Verdict.BreakEven.Date.ShouldNotBeNull().ShouldBeGreaterThan(new DateOnly(2026, 8, 31));
        CandidateScore line = board.Candidates.Single(c => c.Id == "coming-192");
        line.RatioToSecondCard.ShouldNotBeNull().ShouldBeLessThan(1);
        line.Arrival!.Never.ShouldBe(0.05);
    }

    [Fact]
    public void Evaluate_better_card_that_is_there_is_bought_instead()
    {
        Gpu better = Card("better-192", memory: 192, bandwidth: 4000);

        Scoreboard board = Evaluate(
            Configuration(200, better), Snapshot("2026-06-20", [.. OwnedAt("2026-06-10", 16000), Offer("2026-06-12", 7000, gpu: "better-192")]));

        board.Verdict.Action.ShouldBe(VerdictAction.BuyAlternative);
        board.Verdict.Subject.ShouldBe("better-192");
    }

    [Fact]
    public void Evaluate_alternative_priced_before_the_market_rose_is_taken_to_have_risen_with_it()
    {
        Gpu twin = Card("twin-96") with { Architecture = "same chip" };
        TrackerCatalog catalog = Configuration(200, twin);
        catalog = catalog with { Gpus = catalog.Gpus.ToDictionary(g => g.Key, g => g.Value with { Architecture = "same chip" }) };
        Offer[] offers = [.. OwnedAt("2026-03-10", 8000), .. OwnedAt("2026-06-10", 11000), Offer("2026-03-12", 7900, gpu: "twin-96")];

        Scoreboard board = Evaluate(catalog, Snapshot("2026-06-20", offers));

        board.Verdict.Action.ShouldBe(VerdictAction.BuySecondCard);
        board.Candidates.Single(c => c.Id == "twin-96").Stale.ShouldContain(s => s.Contains("has moved since: +38%"));
    }

    [Fact]
    public void Evaluate_answer_does_not_turn_on_the_day_a_price_grows_old()
    {
        Gpu better = Card("better-192", memory: 192, bandwidth: 4000);
        TrackerCatalog catalog = Configuration(200, better);
        Offer[] offers = [.. OwnedAt("2026-06-10", 16000), Offer("2026-06-12", 9000, gpu: "better-192")];

        VerdictAction[] actions = [.. new[] { "2026-06-20", "2026-09-09", "2026-09-12", "2026-11-20" }.Select(day => Evaluate(catalog, Snapshot(day, offers)).Verdict.Action)];

        actions.ShouldAllBe(a => a == VerdictAction.BuyAlternative);
    }

    [Fact]
    public void Evaluate_answer_that_stands_is_kept_while_it_is_still_probable()
    {
        MarketSnapshot market = Snapshot("2026-06-20", OwnedAt("2026-06-10", 11000));
        // A price at which the probability lies between the two thresholds.
        (TrackerCatalog catalog, Scoreboard fresh) = Enumerable.Range(0, 12).Select(i =>
        {
            Gpu coming = Card("coming-192", memory: 192, bandwidth: 4000, timeline: Announced("2026-05-01", "2026-08-01", "2026-08-31"))
                with
            { ListPrice = new() { Price = Money.FromAmount(13000 - (500 * i), "USD"), Date = new(2026, 5, 1) } };
            TrackerCatalog configuration = Configuration(200, coming);
            return (configuration, Evaluate(configuration, market));
        }).First(c => c.Item2.Candidates.Single(line => line.Id == "coming-192").Wait!.ProbabilityBetter is > 0.57 and < 0.69);

        fresh.Verdict.Action.ShouldNotBe(VerdictAction.Wait);
        Evaluate(catalog, market, new(VerdictAction.Wait, "coming-192")).Verdict.Action.ShouldBe(VerdictAction.Wait);
    }

    [Fact]
    public void Evaluate_traces_every_number_of_its_reasons_to_an_input_with_a_source()
    {
        Gpu coming = Card("coming-192", memory: 192, bandwidth: 4000, timeline: Announced("2026-05-01", "2026-08-01", "2026-08-31"))
            with
        { ListPrice = new() { Price = Money.FromAmount(7000, "USD"), Date = new(2026, 5, 1) } };

        Verdict verdict = Evaluate(Configuration(200, coming), Snapshot("2026-06-20", OwnedAt("2026-06-10", 16000))).Verdict;

        verdict.ReasonInputs.Count.ShouldBe(verdict.Reasons.Count);
        string[] known = [.. verdict.Inputs.Select(i => i.Id)];
        verdict.ReasonInputs.SelectMany(ids => ids).Concat(verdict.Tornado.Select(bar => bar.Input)).Distinct().ShouldBeSubsetOf(known);
        verdict.Inputs.Where(i => i.State != "missing").ShouldAllBe(i => i.Sources.Count > 0);
        verdict.Tornado.Select(bar => Math.Abs(Money.From(bar.GainAtHigh).Amount - Money.From(bar.GainAtLow).Amount)).ShouldBe(
            verdict.Tornado.Select(bar => Math.Abs(Money.From(bar.GainAtHigh).Amount - Money.From(bar.GainAtLow).Amount)).OrderDescending());
    }

    [Fact]
    public void Evaluate_absurd_offers_are_left_aside_and_named()
    {
        Offer[] offers = [.. OwnedAt("2026-06-10", 9000), Offer("2026-06-11", 1, "Fraud", gpu: Owned), Offer("2026-06-11", 9100, "Shop B", gpu: Owned), Offer("2026-06-11", 9_000_000, "Dreamer", gpu: Owned)];

        Scoreboard board = Evaluate(Configuration(), Snapshot("2026-06-20", offers));

        board.SecondCard.Price!.Amount.ShouldBe("9000.00");
        board.Candidates.Single(c => c.Id == Owned).Stale.Count(s => s.Contains("absurd")).ShouldBe(2);
    }

    [Fact]
    public void Evaluate_uses_nothing_that_was_known_later()
    {
        Gpu later = Card("later-192", memory: 192, bandwidth: 4000, timeline: Announced("2026-07-01", "2026-08-01", "2026-08-31"))
            with
        { ListPrice = new() { Price = Money.FromAmount(100, "USD"), Date = new(2026, 7, 1) } };
        Offer[] offers = [.. OwnedAt("2026-06-10", 9000), Offer("2026-06-25", 1000, gpu: Owned)];

        Scoreboard board = Evaluate(Configuration(200, later), Snapshot("2026-06-20", offers));

        JsonSerializer.Serialize(board, ContractJson.Compact)
            .ShouldBe(JsonSerializer.Serialize(Evaluate(Configuration(), Snapshot("2026-06-20", OwnedAt("2026-06-10", 9000))), ContractJson.Compact));
    }

    [Fact]
    public void Evaluate_same_inputs_gives_the_same_bytes()
    {
        string First() => JsonSerializer.Serialize(Evaluate(Configuration(200, Card("other-48", 48)), Snapshot("2026-06-20", OwnedAt("2026-06-10", 9000))), ContractJson.Compact);

        First().ShouldBe(First());
    }

    [Fact]
    public void Evaluate_card_of_a_stack_without_the_engine_adds_nothing_and_says_so()
    {
        Scoreboard board = Evaluate(
            Configuration(200, Card("foreign-512", 512, stack: "foreign"), Card("unheard-512", 512, stack: "unheard")),
            Snapshot("2026-06-20", OwnedAt("2026-06-10", 9000)));

        CandidateScore foreign = board.Candidates.Single(c => c.Id == "foreign-512");
        foreign.Capability.ShouldBe(0);
        foreign.Notes.ShouldContain(n => n.Contains("does not run on foreign"));
        CandidateScore unheard = board.Candidates.Single(c => c.Id == "unheard-512");
        unheard.Capability.ShouldBeNull();
        unheard.Stale.ShouldContain(s => s.Contains("unknown"));
    }

    [Fact]
    public void Evaluate_what_nobody_can_buy_or_use_is_listed_after_what_one_can()
    {
        Gpu dear = Card("dear");
        Gpu module = Card("module", kind: GpuClass.Module);
        Gpu gone = Card("gone", timeline: new StandingChange { KnownFrom = null, Standing = Standing.Discontinued });
        Offer[] offers = [.. OwnedAt("2026-06-10", 8000), Offer("2026-06-10", 9000, gpu: "dear"), Offer("2026-06-10", 3000, gpu: "module"), Offer("2026-06-10", 2000, gpu: "gone")];

        Evaluate(Configuration(200, dear, module, gone), Snapshot("2026-06-20", offers)).Candidates.Select(c => c.Id)
            .ShouldBe([Owned, "dear", "gone", "module"]);
    }

    [Fact]
    public void Evaluate_card_without_bandwidth_is_unknown_not_nothing()
    {
        Scoreboard board = Evaluate(Configuration(200, Card("vague", bandwidth: null)), Snapshot("2026-06-20", OwnedAt("2026-06-10", 9000)));

        board.Candidates.Single(c => c.Id == "vague").Capability.ShouldBeNull();
    }

    [Fact]
    public void Evaluate_twin_in_the_same_computer_adds_what_the_second_card_adds()
    {
        Scoreboard board = Evaluate(
            Configuration(200, Card("twin"), Card("twin-elsewhere", kind: GpuClass.Unified)), Snapshot("2026-06-20", OwnedAt("2026-06-10", 9000)));

        board.Candidates.Single(c => c.Id == "twin").Capability.ShouldBe(board.SecondCard.Capability);
        board.Candidates.Single(c => c.Id == "twin-elsewhere").Capability.ShouldNotBeNull().ShouldBeLessThan(board.SecondCard.Capability);
    }

    [Fact]
    public void Evaluate_without_a_price_says_what_is_missing()
    {
        Scoreboard board = Evaluate(Configuration(), Snapshot("2026-06-20"));

        board.Verdict.Action.ShouldBe(VerdictAction.Hold);
        board.Verdict.Reasons.ShouldHaveSingleItem().ShouldContain("no price");
        board.Verdict.Arms.ShouldBeEmpty();
    }

    [Fact]
    public void Evaluate_dominated_candidate_changes_nothing()
    {
        Offer[] offers = OwnedAt("2026-06-10", 9000);
        Scoreboard without = Evaluate(Configuration(), Snapshot("2026-06-20", offers));

        Scoreboard with = Evaluate(Configuration(200, Card("worse-48", 48, 900)), Snapshot("2026-06-20", [.. offers, Offer("2026-06-12", 50000, gpu: "worse-48")]));

        with.Verdict.Action.ShouldBe(without.Verdict.Action);
        with.Verdict.ExpectedGain.ShouldBe(without.Verdict.ExpectedGain);
    }

    [Fact]
    public void Evaluate_any_prices_has_no_impossible_number()
    {
        Gen.Select(Gen.Decimal[0.01m, 10_000_000m], Gen.Decimal[0.01m, 1000m], Gen.Int[0, 744]).Sample((price, rental, hours) =>
        {
            Scoreboard board = Evaluate(Configuration(hours, Card("better-192", 192, 4000)), Snapshot(
                "2026-06-20", [.. OwnedAt("2026-06-10", price, rental), Offer("2026-06-12", price, gpu: "better-192")]));
            // The serialiser refuses NaN and infinity.
            JsonSerializer.Serialize(board, ContractJson.Compact).ShouldNotBeEmpty();
        }, iter: 30);
    }

    private static StandingChange[] Announced(string known, string from, string to) =>
    [
        new()
        {
            KnownFrom = DateOnly.Parse(known),
            Standing = Standing.Announced,
            Arrives = new DateRange(DateOnly.Parse(from), DateOnly.Parse(to)),
        },
    ];
}
