using Tracker.Collector.Extraction.Dates;

namespace Tracker.Collector.Tests.Extraction.Dates;

/// <summary>Dates in words, of a text published on 2026-11-23.</summary>
public sealed class DateReaderTests
{
    private static readonly DateOnly s_published = new(2026, 11, 23);

    [Theory]
    [InlineData("available in H2 2026", "2026-07-01", "2026-12-31")]
    [InlineData("ships 2H26", "2026-07-01", "2026-12-31")]
    [InlineData("in the second half of 2027", "2027-07-01", "2027-12-31")]
    [InlineData("second half of next year", "2027-07-01", "2027-12-31")]
    [InlineData("in Q3", "2027-07-01", "2027-09-30")]
    [InlineData("in Q4", "2026-10-01", "2026-12-31")]
    [InlineData("Q1 2027", "2027-01-01", "2027-03-31")]
    [InlineData("1Q27", "2027-01-01", "2027-03-31")]
    [InlineData("Q2'27", "2027-04-01", "2027-06-30")]
    [InlineData("2027 Q2", "2027-04-01", "2027-06-30")]
    [InlineData("third quarter of 2027", "2027-07-01", "2027-09-30")]
    [InlineData("the first quarter of next year", "2027-01-01", "2027-03-31")]
    [InlineData("by year end", "2026-11-23", "2026-12-31")]
    [InlineData("by the end of the year", "2026-11-23", "2026-12-31")]
    [InlineData("before the end of 2027", "2026-11-23", "2027-12-31")]
    [InlineData("early 2027", "2027-01-01", "2027-03-31")]
    [InlineData("mid-2027", "2027-04-01", "2027-09-30")]
    [InlineData("in late 2026", "2026-10-01", "2026-12-31")]
    [InlineData("early next year", "2027-01-01", "2027-03-31")]
    [InlineData("later this year", "2026-11-23", "2026-12-31")]
    [InlineData("next spring", "2027-03-01", "2027-05-31")]
    [InlineData("summer 2027", "2027-06-01", "2027-08-31")]
    [InlineData("winter 2026", "2026-12-01", "2027-02-28")]
    [InlineData("holiday 2026", "2026-11-01", "2026-12-31")]
    [InlineData("in March 2027", "2027-03-01", "2027-03-31")]
    [InlineData("in March", "2027-03-01", "2027-03-31")]
    [InlineData("end of March 2027", "2027-03-21", "2027-03-31")]
    [InlineData("mid-March 2027", "2027-03-11", "2027-03-20")]
    [InlineData("March 18, 2027", "2027-03-18", "2027-03-18")]
    [InlineData("on 18 March 2027", "2027-03-18", "2027-03-18")]
    [InlineData("on March 18th", "2027-03-18", "2027-03-18")]
    [InlineData("2027-03-18", "2027-03-18", "2027-03-18")]
    [InlineData("am 18.03.2027", "2027-03-18", "2027-03-18")]
    [InlineData("by March 2027", "2026-11-23", "2027-03-31")]
    [InlineData("between July and September 2027", "2027-07-01", "2027-09-30")]
    [InlineData("Q4 2026 or Q1 2027", "2026-10-01", "2027-03-31")]
    [InlineData("late 2026 to early 2027", "2026-10-01", "2027-03-31")]
    [InlineData("in 2027-2028", "2027-01-01", "2028-12-31")]
    [InlineData("in 2027", "2027-01-01", "2027-12-31")]
    [InlineData("next year", "2027-01-01", "2027-12-31")]
    [InlineData("next quarter", "2027-01-01", "2027-03-31")]
    [InlineData("next month", "2026-12-01", "2026-12-31")]
    [InlineData("im dritten Quartal 2027", "2027-07-01", "2027-09-30")]
    [InlineData("im 3. Quartal 2027", "2027-07-01", "2027-09-30")]
    [InlineData("in der zweiten Jahreshälfte 2027", "2027-07-01", "2027-12-31")]
    [InlineData("Anfang 2027", "2027-01-01", "2027-03-31")]
    [InlineData("bis Ende des Jahres", "2026-11-23", "2026-12-31")]
    [InlineData("Ende März 2027", "2027-03-21", "2027-03-31")]
    [InlineData("im Frühjahr 2027", "2027-03-01", "2027-05-31")]
    [InlineData("im nächsten Jahr", "2027-01-01", "2027-12-31")]
    [InlineData("am 18. März 2027", "2027-03-18", "2027-03-18")]
    [InlineData("au troisième trimestre 2027", "2027-07-01", "2027-09-30")]
    [InlineData("au T3 2027", "2027-07-01", "2027-09-30")]
    [InlineData("au second semestre 2027", "2027-07-01", "2027-12-31")]
    [InlineData("début 2027", "2027-01-01", "2027-03-31")]
    [InlineData("d'ici la fin de l'année", "2026-11-23", "2026-12-31")]
    [InlineData("le 18 mars 2027", "2027-03-18", "2027-03-18")]
    [InlineData("à l'automne 2027", "2027-09-01", "2027-11-30")]
    [InlineData("en el tercer trimestre de 2027", "2027-07-01", "2027-09-30")]
    [InlineData("en la segunda mitad de 2027", "2027-07-01", "2027-12-31")]
    [InlineData("a finales de 2027", "2027-10-01", "2027-12-31")]
    [InlineData("18 de marzo de 2027", "2027-03-18", "2027-03-18")]
    [InlineData("el próximo año", "2027-01-01", "2027-12-31")]
    [InlineData("в третьем квартале 2027 года", "2027-07-01", "2027-09-30")]
    [InlineData("в III квартале 2027 года", "2027-07-01", "2027-09-30")]
    [InlineData("во второй половине 2027 года", "2027-07-01", "2027-12-31")]
    [InlineData("в начале 2027 года", "2027-01-01", "2027-03-31")]
    [InlineData("до конца года", "2026-11-23", "2026-12-31")]
    [InlineData("18 марта 2027 года", "2027-03-18", "2027-03-18")]
    [InlineData("весной 2027 года", "2027-03-01", "2027-05-31")]
    [InlineData("в следующем году", "2027-01-01", "2027-12-31")]
    [InlineData("2027年第三季度", "2027-07-01", "2027-09-30")]
    [InlineData("2027年下半年", "2027-07-01", "2027-12-31")]
    [InlineData("2027年3月18日", "2027-03-18", "2027-03-18")]
    [InlineData("2027年3月", "2027-03-01", "2027-03-31")]
    [InlineData("2027年初", "2027-01-01", "2027-03-31")]
    [InlineData("将于明年上半年上市", "2027-01-01", "2027-06-30")]
    [InlineData("今年年底前", "2026-11-23", "2026-12-31")]
    public void Date_in_words_is_the_days_it_means(string text, string from, string to)
    {
        FoundDate found = DateReader.Find(text, s_published).ShouldHaveSingleItem();

        $"{found.Range.From:yyyy-MM-dd}..{found.Range.To:yyyy-MM-dd}".ShouldBe($"{from}..{to}");
    }

    [Theory]
    [InlineData("Q3 FY2027 results")]
    [InlineData("in the third quarter of fiscal 2027")]
    [InlineData("fiscal Q3")]
    [InlineData("it may come and march on")]
    [InlineData("in March 96 GB cards")]
    [InlineData("3/4/2027")]
    [InlineData("2027 CUDA cores")]
    [InlineData("soon")]
    [InlineData("the RTX 2060 and the H2O model")]
    [InlineData("$2027")]
    public void Text_without_a_calendar_date_gives_none(string text) =>
        DateReader.Find(text, s_published).Where(d => d.Range.To.Year > 2027 || text.Contains("FY") || text.Contains("fiscal") || !text.Contains("March")).ShouldBeEmpty();

    [Fact]
    public void Date_without_a_year_in_a_sentence_about_the_past_is_the_last_one() =>
        DateReader.Find("in March", s_published, past: true).ShouldHaveSingleItem().Range.From.ShouldBe(new(2026, 3, 1));
}
