using System.Text.Json;
using Tracker.Collector.Extraction;
using Tracker.Contracts;

namespace Tracker.Collector.Tests.Extraction;

public sealed class ExtractionReportTests
{
    [Fact]
    public void Json_is_the_command_lines_contract()
    {
        ExtractionReport report = new()
        {
            Url = "https://shop.example/",
            Kind = "product",
            Offers =
            [
                new()
                {
                    Title = "Card",
                    Price = new() { Amount = "12490.00", Currency = "USD" },
                    Availability = Availability.InStock,
                    Condition = ItemCondition.New,
                    Seller = null,
                    Url = null,
                    Sku = "S",
                    Mpn = "M",
                    Gtin = "G",
                    Evidence = "json-ld",
                    GpuId = "internal",
                    ItemKey = "internal",
                },
            ],
            Announcements =
            [
                new()
                {
                    Title = "News",
                    Url = null,
                    PublishedAt = new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero),
                    Candidates = ["a"],
                    Claims = [new() { Kind = "memory", Value = "144", Unit = "GB", Candidate = "a", From = null, To = null, Sentence = "It has 144 GB." }],
                    Identities = ["internal"],
                    Summary = "internal",
                },
            ],
            Specs = [],
            Rates = [new() { Candidate = "a", Title = "Card", Price = new() { Amount = "1.80", Currency = "USD" }, Per = "hour", Url = null, Evidence = "e" }],
            ExchangeRates = [new() { Base = "EUR", Currency = "USD", Rate = 1.0842m, Date = new(2026, 11, 20) }],
            Problems = [new("captcha", "m", "title")],
        };

        JsonSerializer.Serialize(report, ContractJson.Compact).ShouldBe(string.Concat(
            """{"url":"https://shop.example/","kind":"product","offers":[{"title":"Card","price":{"amount":"12490.00","currency":"USD"},""",
            """ "availability":"InStock","condition":"New","seller":null,"url":null,"sku":"S","mpn":"M","gtin":"G","evidence":"json-ld"}],""",
            """ "announcements":[{"title":"News","url":null,"published_at":"2026-11-23T08:00:00Z","candidates":["a"],""",
            """ "claims":[{"kind":"memory","value":"144","unit":"GB","qualifier":null,"candidate":"a","from":null,"to":null,"sentence":"It has 144 GB."}]}],""",
            """ "specs":[],"rates":[{"candidate":"a","title":"Card","price":{"amount":"1.80","currency":"USD"},"per":"hour","url":null,"evidence":"e"}],""",
            """ "exchange_rates":[{"base":"EUR","currency":"USD","rate":1.0842,"date":"2026-11-20"}],""",
            """ "problems":[{"code":"captcha","message":"m","place":"title"}]}""").Replace(", \"", ",\"", StringComparison.Ordinal));
    }
}
