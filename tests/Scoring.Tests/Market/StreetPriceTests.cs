using Tracker.Contracts;
using Tracker.Scoring.Market;
using static Tracker.Scoring.Tests.Market.OfferFactory;

namespace Tracker.Scoring.Tests.Market;

public sealed class StreetPriceTests
{
    [Fact]
    public void Find_of_many_sellers_is_the_second_lowest()
    {
        Find("2026-06-20",
            Offer("2026-06-10", 9000, "A"), Offer("2026-06-11", 8000, "B"), Offer("2026-06-12", 9500, "C"), Offer("2026-06-13", 30000, "D"))
            .ShouldNotBeNull().Price.Amount.ShouldBe(9000);
    }

    [Fact]
    public void Find_of_two_sellers_is_the_lower()
    {
        Find("2026-06-20", Offer("2026-06-10", 9000, "A"), Offer("2026-06-11", 8000, "B")).ShouldNotBeNull().Price.Amount.ShouldBe(8000);
    }

    [Fact]
    public void Find_counts_the_latest_word_of_a_seller_even_sold_out()
    {
        StreetPrice? price = Find("2026-06-20",
            Offer("2026-06-01", 7000, "A"), Offer("2026-06-10", 9000, "A"),
            Offer("2026-06-01", 6000, "B"), Offer("2026-06-12", 6000, "B", onSale: false));

        price.ShouldNotBeNull().Price.Amount.ShouldBe(9000);
        price.Sources.ShouldHaveSingleItem().ShouldContain("invented, A");
    }

    [Fact]
    public void Find_leaves_an_older_price_regime_out()
    {
        StreetPrice? price = Find("2026-09-15",
            Offer("2026-06-01", 9000, "A"), Offer("2026-06-02", 9100, "B"), Offer("2026-09-01", 16000, "C"), Offer("2026-09-10", 15600, "D"));

        price.ShouldNotBeNull().Price.Amount.ShouldBe(15600);
    }

    [Fact]
    public void Find_prefers_new_to_used_and_takes_used_where_there_is_no_new()
    {
        Find("2026-06-20", Offer("2026-06-10", 9000, "A"), Offer("2026-06-11", 5000, "B", ItemCondition.Used))
            .ShouldNotBeNull().Price.Amount.ShouldBe(9000);
        StreetPrice used = Find("2026-06-20", Offer("2026-06-11", 5000, "B", ItemCondition.Used)).ShouldNotBeNull();
        used.Price.Amount.ShouldBe(5000);
        used.Basis.ShouldContain("used");
    }

    [Fact]
    public void Find_ignores_what_came_later_other_currencies_and_rentals()
    {
        Find("2026-06-20",
            Offer("2026-06-21", 1, "A"), Offer("2026-06-10", 1, "B", currency: "EUR"), Offer("2026-06-10", 1, "C", unit: PriceUnit.Hour))
            .ShouldBeNull();
    }

    [Fact]
    public void Find_of_prices_older_than_a_year_is_none_and_older_than_90_days_is_stale()
    {
        Find("2026-06-20", Offer("2025-06-01", 9000)).ShouldBeNull();
        StreetPrice old = Find("2026-06-20", Offer("2026-03-01", 9000)).ShouldNotBeNull();
        old.IsStaleAt(Day("2026-06-20")).ShouldBeTrue();
        old.IsStaleAt(Day("2026-05-20")).ShouldBeFalse();
    }

    [Fact]
    public void Find_is_as_sure_as_its_least_sure_offer()
    {
        Find("2026-06-20",
            Offer("2026-06-10", 9000, "A", confidence: Confidence.Low), Offer("2026-06-10", 9100, "B"), Offer("2026-06-10", 9200, "C"))
            .ShouldNotBeNull().Confidence.ShouldBe(Confidence.Low);
    }

    private static StreetPrice? Find(string asOf, params Offer[] offers) =>
        StreetPrice.Find(offers.OrderBy(o => o.ObservedAt), PriceUnit.Each, "USD", Day(asOf));
}
