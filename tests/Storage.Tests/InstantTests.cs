using CsCheck;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Tracker.Storage.Tests;

public sealed class InstantTests : StorageFixture
{
    // Years 1 to 9999, any offset.
    private static readonly Gen<DateTimeOffset> s_instant = Gen.Select(
        Gen.Long[TimeSpan.TicksPerDay, DateTime.MaxValue.Ticks - TimeSpan.TicksPerDay], Gen.Int[-14, 14],
        (ticks, hours) => new DateTimeOffset(ticks, TimeSpan.Zero).ToOffset(TimeSpan.FromHours(hours)));

    [Fact]
    public void Text_sorts_as_time() => Gen.Select(s_instant, s_instant).Sample((first, second) =>
        Math.Sign(string.CompareOrdinal(Instant.ToText(first), Instant.ToText(second))).ShouldBe(Milliseconds(first).CompareTo(Milliseconds(second))));

    [Fact]
    public void Text_has_a_fixed_width() => s_instant.Sample(instant => Instant.ToText(instant).Length.ShouldBe(24));

    [Fact]
    public void Text_is_read_back_to_the_millisecond_in_utc() => s_instant.Sample(instant =>
    {
        DateTimeOffset read = Instant.Parse(Instant.ToText(instant));

        Milliseconds(read).ShouldBe(Milliseconds(instant));
        read.Offset.ShouldBe(TimeSpan.Zero);
    });

    [Theory]
    [InlineData("2026-07-01T12:30:00Z")]
    [InlineData("2026-07-01 12:30:00.000Z")]
    [InlineData("2026-07-01T12:30:00.000+00:00")]
    [InlineData("2026-07-01T12:30:00.000")]
    public void Text_of_another_form_is_refused(string text) => Should.Throw<FormatException>(() => Instant.Parse(text));

    [Fact]
    public void EndOf_a_day_is_its_last_millisecond() =>
        Instant.ToText(Instant.EndOf(new(2025, 8, 11))).ShouldBe("2025-08-11T23:59:59.999Z");

    [Fact]
    public void Parameter_and_column_are_mapped_by_dapper()
    {
        DateTimeOffset instant = new(2026, 7, 1, 2, 30, 0, 250, TimeSpan.FromHours(2));
        using SqliteConnection connection = Database.Connect();

        connection.ExecuteScalar<string>("SELECT @instant", new { instant }).ShouldBe("2026-07-01T00:30:00.250Z");
        connection.QuerySingle<Row>("SELECT @instant AS Known, NULL AS Unknown", new { instant }).ShouldBe(new Row { Known = instant, Unknown = null });
    }

    [Fact]
    public void Missing_instant_is_stored_as_null()
    {
        using SqliteConnection connection = Database.Connect();

        connection.ExecuteScalar<string>("SELECT typeof(@instant)", new { instant = (DateTimeOffset?)null }).ShouldBe("null");
    }

    private static long Milliseconds(DateTimeOffset instant) => instant.UtcTicks / TimeSpan.TicksPerMillisecond;

    private sealed record Row
    {
        public DateTimeOffset Known { get; init; }

        public DateTimeOffset? Unknown { get; init; }
    }
}
