using Tracker.Collector.Extraction;
using Tracker.Collector.Extraction.Claims;
using Tracker.Collector.Extraction.Matching;

namespace Tracker.Collector.Tests.Extraction.Claims;

/// <summary>Claims of invented news, published on 2026-11-23.</summary>
public sealed class ClaimReaderTests
{
    private static readonly ProductMatcher s_matcher = new(TestCatalog.Create());

    [Theory]
    [InlineData("The MI350P has 144 GB of HBM3E memory.", "memory 144 GB")]
    [InlineData("The MI350P comes with 1.5 TB of memory.", "memory 1500 GB")]
    [InlineData("Die MI350P bietet 144 GB Speicher.", "memory 144 GB")]
    [InlineData("MI350P получит 144 ГБ памяти.", "memory 144 GB")]
    [InlineData("MI350P 配备 144GB 显存。", "memory 144 GB")]
    [InlineData("Die MI350P bietet 144 GByte Speicher.", "memory 144 GB")]
    [InlineData("La MI350P embarque 144 Go de mémoire HBM3E.", "memory 144 GB")]
    [InlineData("MI350P получит пропускную способность 4 ТБ/с.", "bandwidth 4000 GB/s")]
    [InlineData("The MI350P moves 4 TB/s.", "bandwidth 4000 GB/s")]
    [InlineData("The MI350P has a memory bandwidth of 1,792 GB/s.", "bandwidth 1792 GB/s")]
    [InlineData("The MI350P does 4.6 PFLOPS of dense FP8.", "compute 4600 TFLOPS fp8 dense")]
    [InlineData("The MI350P reaches 9.2 petaflops FP4 with sparsity.", "compute 9200 TFLOPS fp4 sparse")]
    [InlineData("The MI350P reaches 2,300 TFLOPS.", "compute 2300 TFLOPS")]
    [InlineData("The MI350P draws 600 W.", "power 600 W")]
    [InlineData("The MI350P costs US$8,999.", "price 8999 USD")]
    [InlineData("The MI350P has an MSRP of US$8,999.", "price 8999 USD msrp")]
    [InlineData("Pricing for the MI350P starts at €7.999,00.", "price 7999.00 EUR from")]
    [InlineData("The MI350P price was raised from US$8,999 to US$9,999.", "price 9999 USD")]
    [InlineData("The MI350P price rises to US$9,999 from US$8,999.", "price 9999 USD")]
    [InlineData("La MI350P à partir de 8 999 €", "price 8999 EUR from")]
    [InlineData("MI350P por 9.299 euros", "price 9299 EUR")]
    [InlineData("Review: MI350P for US$9,499", "price 9499 USD")]
    [InlineData("The MI350P costs $8,999.", "price  ")]
    [InlineData("The MI350P will cost between US$8,000 and US$9,000.", "price  ")]
    [InlineData("Maker announces the MI350P.", "exists  ")]
    [InlineData("The MI350P is now available.", "launched  ")]
    [InlineData("The MI350P will be available in H2 2027.", "date   2027-07-01..2027-12-31")]
    [InlineData("The MI350P ships by year end.", "date   2026-11-23..2026-12-31")]
    [InlineData("Customers get samples of the MI350P in Q1 2027.", "date   sampling 2027-01-01..2027-03-31")]
    [InlineData("The MI350P is coming soon.", "date  ")]
    [InlineData("Die MI350P kommt erst 2028.", "date   2028-01-01..2028-12-31")]
    [InlineData("The MI350P is due this winter.", "date   2026-12-01..2027-02-28")]
    [InlineData("Roadmap: MI350P in H2 2027", "date   2027-07-01..2027-12-31")]
    [InlineData("The MI350P PCIe card offers 4 TB/s.", "bandwidth 4000 GB/s")]
    [InlineData("The MI350P has been delayed to Q2 2027.", "delayed   2027-04-01..2027-06-30")]
    [InlineData("Die MI350P wurde auf das zweite Quartal 2027 verschoben.", "delayed   2027-04-01..2027-06-30")]
    [InlineData("La MI350P est retardée au T2 2027.", "delayed   2027-04-01..2027-06-30")]
    [InlineData("The MI350P has been delayed beyond 2027.", "delayed  ")]
    [InlineData("The MI350P is pushed back to 2028.", "delayed   2028-01-01..2028-12-31")]
    [InlineData("Maker cancels the MI350P.", "cancelled  ")]
    [InlineData("Выпуск MI350P отменён.", "cancelled  ")]
    public void Claim_is_read_from_its_sentence(string sentence, string expected)
    {
        ExtractedClaim claim = Read(sentence).ShouldHaveSingleItem();

        Shown(claim).ShouldBe(expected);
        claim.Candidate.ShouldBe("mi350p");
        claim.Sentence.ShouldBe(sentence);
    }

    [Theory]
    [InlineData("The MI350P has 48 GB more memory.")]
    [InlineData("The MI350P links at 900 GB/s over NVLink.")]
    [InlineData("The MI350P server has a 2 TB SSD.")]
    [InlineData("The MI350P needs a power supply of 1,200 W.")]
    [InlineData("Maker reports revenue of US$35,000 on the MI350P.")]
    [InlineData("Save US$500 on the MI350P, price to follow.")]
    [InlineData("The MI350P rents at US$1.80 per hour.")]
    [InlineData("Maker denies that the MI350P is delayed.")]
    [InlineData("Will the MI350P launch in 2027?")]
    [InlineData("The price of the MI350P was not announced.")]
    [InlineData("The MI350P was originally expected in early 2027.")]
    [InlineData("MI350P in 2019")]
    [InlineData("Maker reports on the MI350P in Q3 FY2027.")]
    [InlineData("Eight GPUs such as the MI350P total 1,152 GB of memory across all GPUs.")]
    public void What_is_of_something_else_gives_no_claim(string sentence) => Read(sentence).ShouldBeEmpty();

    [Fact]
    public void Comparison_gives_each_its_own_figure() =>
        Read("The MI350P has 144 GB of memory, while the RTX PRO 6000 has 96 GB of memory.").Select(c => $"{c.Candidate} {c.Value}")
            .ShouldBe(["mi350p 144", $"{TestCatalog.Pro} 96"]);

    [Fact]
    public void Figure_of_a_product_that_is_no_candidate_is_nobodys() =>
        Read("Maker announces the MI350P.", "The RTX 5080 has 16 GB of memory.").Single(c => c.Kind == "memory").Candidate.ShouldBeNull();

    [Fact]
    public void Sentence_without_a_name_is_about_the_one_named_last() =>
        Read("Maker announces the MI350P", "It has 144 GB of memory.").Single(c => c.Kind == "memory").Candidate.ShouldBe("mi350p");

    [Fact]
    public void Sentence_on_two_candidates_that_cannot_be_parted_is_nobodys() =>
        Read("The MI350P and the RTX A6000 cost US$5,000 in price.").Single().Candidate.ShouldBeNull();

    [Fact]
    public void Cancelling_one_and_delaying_another_are_two_claims() =>
        Read("MI350P cancelled, RTX A6000 delayed to Q2 2027").Select(c => $"{c.Kind} {c.Candidate}").ShouldBe(["cancelled mi350p", "delayed rtx-a6000"]);

    [Fact]
    public void Two_figures_of_one_sentence_are_both_read() =>
        Read("The MI350P has 144 GB and draws 600 W.").Select(Shown).ShouldBe(["memory 144 GB", "power 600 W"]);

    [Fact]
    public void Note_of_figures_is_read_as_a_list() =>
        new ClaimReader(s_matcher).Read(News("144 GB HBM3E, 4 TB/s, 600 W, $8,999, H1 2027") with { About = "mi350p", IsTerse = true, Money = new() { Country = "US" } })
            .Select(Shown).ShouldBe(["date   2027-01-01..2027-06-30", "memory 144 GB", "bandwidth 4000 GB/s", "power 600 W", "price 8999 USD"]);

    private static IReadOnlyList<ExtractedClaim> Read(string title, string? summary = null) => new ClaimReader(s_matcher).Read(News(title, summary));

    private static NewsText News(string title, string? summary = null) => new()
    {
        Title = title,
        Summary = summary,
        Published = new(2026, 11, 23),
        Candidates = s_matcher.FindAll($"{title} . {summary}"),
    };

    private static string Shown(ExtractedClaim claim)
    {
        string qualifier = claim.Qualifier is null ? "" : $" {claim.Qualifier}";
        string range = claim.From is null ? "" : $" {claim.From:yyyy-MM-dd}..{claim.To:yyyy-MM-dd}";
        return $"{claim.Kind} {claim.Value} {claim.Unit}{qualifier}{range}";
    }
}
