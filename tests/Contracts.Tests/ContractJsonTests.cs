using System.Text.Json;

namespace Tracker.Contracts.Tests;

public sealed class ContractJsonTests
{
    public static TheoryData<Type> Enumerations => [.. typeof(ContractJson).Assembly.GetExportedTypes().Where(type => type.IsEnum)];

    [Theory]
    [MemberData(nameof(Enumerations))]
    public void Enumeration_is_written_by_name_and_read_back(Type type)
    {
        foreach (object value in Enum.GetValues(type))
        {
            string json = JsonSerializer.Serialize(value, type, ContractJson.Compact);

            json.ShouldBe($"\"{value}\"");
            JsonSerializer.Deserialize(json, type, ContractJson.Compact).ShouldBe(value);
        }
    }

    [Fact]
    public void Enumeration_name_nobody_knows_is_refused() =>
        Should.Throw<JsonException>(() => JsonSerializer.Deserialize<VerdictAction>("\"Gamble\"", ContractJson.Compact));

    [Fact]
    public void Instant_of_another_zone_is_written_in_utc() =>
        Json(new DateTimeOffset(2026, 7, 1, 0, 30, 0, TimeSpan.FromHours(2))).ShouldBe("\"2026-06-30T22:30:00Z\"");

    [Fact]
    public void Instant_within_a_second_is_written_with_milliseconds() =>
        Json(new DateTimeOffset(2026, 7, 1, 0, 30, 0, 7, TimeSpan.Zero)).ShouldBe("\"2026-07-01T00:30:00.007Z\"");

    [Fact]
    public void Instant_of_another_zone_is_read_as_utc()
    {
        DateTimeOffset instant = JsonSerializer.Deserialize<DateTimeOffset>("\"2026-07-01T02:30:00+02:00\"", ContractJson.Compact);

        instant.ShouldBe(new DateTimeOffset(2026, 7, 1, 0, 30, 0, TimeSpan.Zero));
        instant.Offset.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void Day_is_written_without_a_time() =>
        Json(new DateOnly(2027, 2, 1)).ShouldBe("\"2027-02-01\"");

    [Fact]
    public void Keys_of_a_dictionary_are_written_as_they_are() =>
        Json(new Dictionary<string, double> { ["UsdPerGb"] = 1.5 }).ShouldBe("{\"UsdPerGb\":1.5}");

    [Fact]
    public void Text_beyond_ascii_stays_readable() =>
        Json("„MI350P“ für 12.000 €").ShouldBe("\"„MI350P“ für 12.000 €\"");

    [Fact]
    public void Unknown_figure_is_written_as_null()
    {
        OfferObserved notOnSale = (OfferObserved)SampleMessages.All[typeof(OfferObserved)] with { Price = null };

        Json(notOnSale).ShouldContain("\"price\":null");
    }

    [Fact]
    public void Message_without_a_required_property_is_refused() =>
        Should.Throw<JsonException>(() => JsonSerializer.Deserialize<FactsImported>("""{"file":"prices.csv","accepted":1,"duplicate":0}""", ContractJson.Compact))
            .Message.ShouldContain("refused");

    [Fact]
    public void Shared_options_cannot_be_changed() =>
        Should.Throw<InvalidOperationException>(() => ContractJson.Compact.WriteIndented = true);

    private static string Json<T>(T value) => JsonSerializer.Serialize(value, ContractJson.Compact);
}
