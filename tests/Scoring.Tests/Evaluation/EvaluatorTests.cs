using System.Text.Json;
using CsCheck;
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
    public void Evaluate_alternative_priced_long_before_the_second_card_is_not_bought()
    {
        Gpu better = Card("better-192", memory: 192, bandwidth: 4000);

        Scoreboard board = Evaluate(
            Configuration(200, better), Snapshot("2026-06-20", [.. OwnedAt("2026-06-10", 16000), Offer("2026-04-12", 7000, gpu: "better-192")]));

        board.Verdict.Action.ShouldNotBe(VerdictAction.BuyAlternative);
        board.Candidates.Single(c => c.Id == "better-192").Stale.ShouldContain(s => s.Contains("too old beside"));
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
        }, iter: 300);
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
