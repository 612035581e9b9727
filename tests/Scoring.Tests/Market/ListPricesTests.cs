using Tracker.Scoring.Market;
using static Tracker.Scoring.Tests.Market.OfferFactory;

namespace Tracker.Scoring.Tests.Market;

public sealed class ListPricesTests
{
    [Fact]
    public void Latest_is_the_newest_known_by_the_date_and_no_street_price()
    {
        Offer[] offers =
        [
            Offer("2026-01-15", 8000) with { Basis = "list" }, Offer("2026-06-15", 13000) with { Basis = "list" }, Offer("2026-07-15", 12000),
        ];

        ListPrices.Latest(null, offers, "USD", new(2026, 3, 1))!.Price.Amount.ShouldBe(8000);
        ListPrices.Latest(null, offers, "USD", new(2026, 8, 1))!.Price.Amount.ShouldBe(13000);
        ListPrices.Latest(null, offers, "EUR", new(2026, 8, 1)).ShouldBeNull();
    }
}
