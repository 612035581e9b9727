using System.Text.Json;
using Tracker.Catalog.Gpus;
using Tracker.Catalog.Units;
using Tracker.Contracts;
using Tracker.Scoring.Claims;
using Tracker.Scoring.Decision;
using Tracker.Scoring.Market;
using Tracker.Scoring.Tests.Evaluation;
using Tracker.Scoring.Tests.Market;

namespace Tracker.Scoring.Tests.Claims;

/// <summary>The ledger on an invented card “next”, announced in January 2025, launched on 2025-10-15 with 96 GB for 4,000 unless a test says otherwise.</summary>
public sealed class ClaimsLedgerTests
{
    private const string Card = "next";

    private static readonly StandingChange s_announced = new() { KnownFrom = new(2025, 1, 6), Standing = Standing.Announced };
    private static readonly StandingChange s_launched = new() { KnownFrom = new(2025, 10, 15), Standing = Standing.Launched };
    private static readonly StandingChange s_cancelled = new() { KnownFrom = new(2026, 3, 1), Standing = Standing.Cancelled };

    [Theory]
    [InlineData("2025-04-01", "2025-06-30", "2025-05-31", "Open")]
    [InlineData("2025-04-01", "2025-06-30", "2025-07-01", "False")]
    [InlineData("2025-07-01", "2025-12-31", "2025-10-15", "True")]
    [InlineData("2025-07-01", "2025-12-31", "2025-10-14", "Open")]
    public void Date_is_decided_by_the_launch_or_when_its_window_is_over(string from, string to, string asOf, string outcome)
    {
        Claim claim = Make(ClaimKind.Date) with { Dates = new DateRange(Day(from), Day(to)) };

        Resolve(Day(asOf), [claim]).ShouldBe([Enum.Parse<ClaimOutcome>(outcome)]);
    }

    [Fact]
    public void Measures_and_the_price_are_decided_by_the_card_that_came()
    {
        Claim[] claims =
        [
            Make(ClaimKind.Memory, 1) with { Value = 96 }, Make(ClaimKind.Memory, 2) with { Value = 128 },
            Make(ClaimKind.Price, 3) with { Price = Money.FromAmount(3000, "USD") }, Make(ClaimKind.Price, 4) with { Price = Money.FromAmount(3900, "USD") },
            Make(ClaimKind.Compute, 5) with { Value = 2000, Qualifier = "fp4 sparse" },
        ];

        Resolve(new(2025, 9, 1), claims).ShouldAllBe(o => o == ClaimOutcome.Open);
        Resolve(new(2025, 12, 1), claims).ShouldBe([ClaimOutcome.True, ClaimOutcome.False, ClaimOutcome.False, ClaimOutcome.True, ClaimOutcome.Open]);
    }

    [Fact]
    public void Cancelled_card_decides_what_it_can_and_voids_the_rest()
    {
        Claim[] claims =
        [
            Make(ClaimKind.Exists, 1), Make(ClaimKind.Date, 2) with { Dates = new DateRange(new(2026, 7, 1), new(2026, 12, 31)) },
            Make(ClaimKind.Cancelled, 3), Make(ClaimKind.Memory, 4) with { Value = 96 },
        ];

        Resolve(new(2026, 4, 1), claims, s_announced, s_cancelled).ShouldBe([ClaimOutcome.True, ClaimOutcome.False, ClaimOutcome.False, ClaimOutcome.Void], ignoreOrder: true);
    }

    [Fact]
    public void Delay_is_true_where_the_date_before_it_passed()
    {
        Claim[] claims =
        [
            Make(ClaimKind.Date, 1) with { Dates = new DateRange(new(2025, 4, 1), new(2025, 6, 30)) },
            Make(ClaimKind.Delayed, 2) with { KnownAt = OfferFactory.Day("2025-05-01"), Source = "paper" },
        ];

        Resolve(new(2025, 8, 1), claims).ShouldBe([ClaimOutcome.False, ClaimOutcome.True]);
    }

    [Fact]
    public void Fact_row_decides_what_no_rule_can()
    {
        Claim claim = Make(ClaimKind.Date) with { Dates = new DateRange(new(2025, 7, 1), new(2025, 12, 31)), Qualifier = "sampling" };
        ResolutionFact fact = new(Card, ClaimKind.Date, true, OfferFactory.Day("2025-09-01"), "samples were shown");

        Keep(new(2025, 12, 1), [claim]).Entries.Single().Resolution.Outcome.ShouldBe(ClaimOutcome.Open);
        Keep(new(2025, 12, 1), [claim], [fact]).Entries.Single().Resolution.ShouldSatisfyAllConditions(
            r => r.Outcome.ShouldBe(ClaimOutcome.True), r => r.DecidedOn.ShouldBe(new DateOnly(2025, 9, 1)));
    }

    [Fact]
    public void Copies_of_one_story_and_repetitions_count_once()
    {
        Claim first = Make(ClaimKind.Memory, 1) with { Value = 96, OriginId = 7 };
        Claim copy = Make(ClaimKind.Memory, 2) with { Value = 96, OriginId = 7, Source = "another paper" };
        Claim again = Make(ClaimKind.Memory, 3) with { Value = 96, OriginId = 8 };

        Keep(new(2025, 12, 1), [first, copy, again]).Entries.ShouldHaveSingleItem().Claim.ShouldBe(first);
    }

    [Fact]
    public void Report_on_what_can_be_bought_is_no_prediction()
    {
        Claim report = Make(ClaimKind.Price) with { Price = Money.FromAmount(4100, "USD"), KnownAt = OfferFactory.Day("2025-11-01") };

        Keep(new(2025, 12, 1), [report]).Entries.ShouldBeEmpty();
    }

    [Fact]
    public void Record_is_a_beta_binomial_and_states_each_claim_with_what_was_decided_before_it()
    {
        Claim early = Make(ClaimKind.Date, 1) with { Dates = new DateRange(new(2025, 2, 1), new(2025, 3, 31)) };
        Claim late = Make(ClaimKind.Date, 2) with { Dates = new DateRange(new(2025, 7, 1), new(2025, 12, 31)), KnownAt = OfferFactory.Day("2025-06-01") };

        ClaimsLedger ledger = Keep(new(2025, 12, 1), [early, late]);

        ledger.Entries.Select(e => e.Stated).ShouldBe([4 / 5.0, 4 / 6.0]);
        ledger.Records[("maker", ClaimAspect.Dates)].Mean.ShouldBe(5 / 7.0, 1e-12);
        // Of the first 0.8 was stated and it was false; of the second 0.667 and it was true.
        ledger.Summarise().Brier!.Value.ShouldBe(((0.8 * 0.8) + Math.Pow(1 / 3.0, 2)) / 2, 1e-6);
    }

    [Fact]
    public void Single_rumour_weighs_a_fifth()
    {
        Claim rumour = Make(ClaimKind.Exists) with { IsRumour = true, Source = "leaker", Trust = Confidence.Low };

        Keep(new(2025, 5, 1), [rumour]).Weight(rumour).ShouldBe(0.2);
    }

    [Fact]
    public void Contradicting_open_claims_name_each_other()
    {
        Claim half = Make(ClaimKind.Date, 1) with { Dates = new DateRange(new(2025, 7, 1), new(2025, 12, 31)) };
        Claim later = Make(ClaimKind.Date, 2) with { Dates = new DateRange(new(2026, 4, 1), new(2026, 6, 30)), Source = "analyst", OriginId = 2 };
        Claim within = Make(ClaimKind.Date, 3) with { Dates = new DateRange(new(2025, 10, 1), new(2025, 10, 31)), Source = "paper", OriginId = 3 };

        ClaimsSummary summary = Keep(new(2025, 5, 1), [half, later, within]).Summarise();

        summary.Open.Select(c => string.Join(", ", c.ContradictedBy)).ShouldBe(["analyst", "maker, paper", "analyst"]);
    }

    [Fact]
    public void Claims_that_cannot_be_are_named_and_not_counted()
    {
        ClaimsLedger ledger = Keep(
            new(2025, 5, 1),
            [
                Make(ClaimKind.Date, 1) with { Dates = new DateRange(new(2024, 1, 1), new(2024, 3, 31)) },
                Make(ClaimKind.Memory, 2) with { Value = -96 },
                Make(ClaimKind.Bandwidth, 3) with { Value = double.NaN },
                Make(ClaimKind.Price, 4) with { Price = new Money(50, "USD") },
            ]);

        ledger.Entries.ShouldBeEmpty();
        ledger.Summarise().Problems.Select(p => p.Split(": ")[1]).ShouldBe(
            ["it names 2024-01-01 to 2024-03-31, which was over when it was said", "a measure that cannot be", "a measure that cannot be", "$0.50 is no price of a card"]);
    }

    [Fact]
    public void Ledger_as_of_a_date_does_not_depend_on_what_came_later()
    {
        Claim claim = Make(ClaimKind.Date) with { Dates = new DateRange(new(2025, 7, 1), new(2025, 12, 31)) };

        ClaimsSummary before = Keep(new(2025, 8, 1), [claim], [], s_announced).Summarise();
        ClaimsSummary after = Keep(new(2025, 8, 1), [claim], [], s_announced, s_launched).Summarise();

        JsonSerializer.Serialize(after, ContractJson.Compact).ShouldBe(JsonSerializer.Serialize(before, ContractJson.Compact));
    }

    [Fact]
    public void Evidence_of_rumours_alone_is_their_chance_to_be_wrong_at_once()
    {
        Claim one = Make(ClaimKind.Exists) with { IsRumour = true, Source = "leaker", Trust = Confidence.Low };
        Claim another = one with { Id = 2, Source = "other leaker", OriginId = 2 };

        Evidence([one]).Never!.Value.ShouldBe(0.8, 1e-12);
        Evidence([one, another]).Never!.Value.ShouldBe(0.5, 1e-12);
        Evidence([one, Make(ClaimKind.Exists, 3) with { OriginId = 3 }]).Never.ShouldBeNull();
    }

    [Fact]
    public void Evidence_of_a_date_is_the_weightiest_claim_of_after_the_entry()
    {
        Claim old = Make(ClaimKind.Date, 1) with { Dates = new DateRange(new(2025, 6, 1), new(2025, 6, 30)) };
        Claim rumour = Make(ClaimKind.Date, 2) with
        {
            Dates = new DateRange(new(2026, 1, 1), new(2026, 3, 31)),
            KnownAt = OfferFactory.Day("2025-03-01"),
            IsRumour = true,
            Source = "leaker",
            OriginId = 2,
        };
        Claim maker = Make(ClaimKind.Delayed, 3) with
        {
            Dates = new DateRange(new(2025, 10, 1), new(2025, 12, 31)),
            KnownAt = OfferFactory.Day("2025-03-02"),
            OriginId = 3,
        };

        Evidence([old]).Arrives.ShouldBeNull();
        Evidence([old, rumour, maker]).Arrives.ShouldBe(maker.Dates);
        Evidence([old, rumour, maker]).Problems.ShouldNotBeEmpty();
    }

    private static CandidateEvidence Evidence(IEnumerable<Claim> claims)
    {
        DateOnly asOf = new(2025, 5, 1);
        Gpu card = SampleMarket.Card(Card) with { Timeline = [s_announced] };
        return new EvidenceOfClaims(Keep(asOf, claims, [], s_announced), SampleMarket.Configuration(others: card), asOf).ByCandidate()[Card];
    }

    private static IEnumerable<ClaimOutcome> Resolve(DateOnly asOf, Claim[] claims, params StandingChange[] timeline) =>
        Keep(asOf, claims, [], timeline).Entries.Select(e => e.Resolution.Outcome);

    private static ClaimsLedger Keep(DateOnly asOf, IEnumerable<Claim> claims, IReadOnlyList<ResolutionFact>? facts = null, params StandingChange[] timeline)
    {
        Gpu card = SampleMarket.Card(Card) with { Timeline = timeline.Length > 0 ? timeline : [s_announced, s_launched] };
        Offer price = OfferFactory.Offer("2025-10-20", 4000, gpu: Card);
        return ClaimsLedger.Keep(claims, facts ?? [], SampleMarket.Configuration(others: card), new[] { price }.ToLookup(o => o.GpuId), asOf);
    }

    private static Claim Make(ClaimKind kind, long id = 1) => new()
    {
        Id = id,
        GpuId = Card,
        Kind = kind,
        Sentence = "invented",
        Source = "maker",
        Trust = Confidence.High,
        IsRumour = false,
        OriginId = 1,
        KnownAt = OfferFactory.Day("2025-01-06"),
    };

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
