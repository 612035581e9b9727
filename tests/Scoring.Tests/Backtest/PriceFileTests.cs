using Tracker.Contracts;
using Tracker.Scoring.Backtest;
using Tracker.Scoring.Backtest.Files;
using Tracker.Scoring.Tests.Evaluation;

namespace Tracker.Scoring.Tests.Backtest;

public sealed class PriceFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("prices").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Read_of_facts_takes_each_card_condition_and_currency_as_a_series()
    {
        (IReadOnlyList<PriceSeries> series, IReadOnlyList<BacktestProblem> problems) = Read(
            """
            gpu,observed,known,amount,currency,unit,condition,availability,basis,venue,confidence,source,note
            owned-96,2022-01,2022-01-31,8000,USD,each,new,in-stock,street,Shop A,high,invented,
            owned-96,2022-02,2022-03-15,7000,USD,each,new,in-stock,street,Shop B,high,invented,
            owned-96,2022-02,2022-02-28,6000,EUR,each,used,unknown,street,Shop B,high,invented,
            owned-96,2022-02,2022-02-28,1.8,USD,hour,unknown,unknown,rental,Cloud,high,invented,
            """);

        problems.ShouldBeEmpty();
        series.Select(s => (s.Gpu?.Id, s.Condition, s.Currency, s.Offers.Count)).ShouldBe(
            [("owned-96", ItemCondition.New, "USD", 2), ("owned-96", ItemCondition.Used, "EUR", 1)]);
        series[0].Offers[1].KnownAt.Date.ShouldBe(new DateTime(2022, 3, 15));
    }

    [Theory]
    [InlineData("gpu,month,n_obs,min_usd,median_usd,max_usd\nX1,2022-01,9,90,100,110\nX1,2022-02,9,91,101,111\n")]
    [InlineData("date;price (USD)\n2022-01;100,00\n2022-02;101,00\n")]
    [InlineData("Datum;Preis\n31.01.2022;100,00\n28.02.2022;101,00\n")]
    [InlineData("date,price\n1/31/2022,100\n2/28/2022,101\n")]
    [InlineData("date,price\n31/01/2022,100\n28/02/2022,101\n")]
    [InlineData("week,gpu,lowest_price_usd,list_price_usd\n2022-01-31,X1,$100,120\n2022-02-28,X1,101,120\n")]
    [InlineData("month,X1\n2022-01,100\n2022-02,101\n2022-03,\n")]
    [InlineData("card,2022-01,2022-02\nX1,$100,101\n")]
    [InlineData("# a comment\n\ndate,usd\n2022-01-31T10:00:00Z,100\n2022/02/28,101.00\n")]
    public void Read_finds_the_prices_in_files_of_many_shapes(string text)
    {
        (IReadOnlyList<PriceSeries> series, IReadOnlyList<BacktestProblem> problems) = Read(text, "X1.csv");

        problems.ShouldBeEmpty();
        series.ShouldHaveSingleItem().Name.ShouldBe("X1");
        series[0].Currency.ShouldBe("USD");
        series[0].Offers.Select(o => (DateOnly.FromDateTime(o.ObservedAt.UtcDateTime), o.Price.Amount)).ShouldBe(
            [(new DateOnly(2022, 1, 31), 100m), (new DateOnly(2022, 2, 28), 101m)]);
    }

    [Theory]
    [InlineData("2022-01,-5", "not above zero")]
    [InlineData("2022-01,0", "not above zero")]
    [InlineData("2022-01,NaN", "not a price")]
    [InlineData("2022-01,1e300", "not a price")]
    [InlineData("2022-01,8000-9200", "is a range")]
    [InlineData("2022-01,99999999999", "absurd")]
    [InlineData("2022-01,", "the price is missing")]
    [InlineData("someday,100", "is not a date")]
    [InlineData("01/02/2022,100", "is not a date")]
    [InlineData("2099-01,100", "in the future")]
    [InlineData("1066-10,100", "before there were cards")]
    [InlineData("2022-01,100,7", "the row has 3 fields, the header 2")]
    [InlineData("2022-01,\"100", "quotation mark")]
    public void Read_names_what_is_wrong_with_a_row_and_uses_the_others(string row, string message)
    {
        (IReadOnlyList<PriceSeries> series, IReadOnlyList<BacktestProblem> problems) = Read($"date,price\n2022-03,90\n{row}\n2022-04,95\n");

        BacktestProblem problem = problems.ShouldHaveSingleItem();
        problem.Place.ShouldEndWith(".csv:3");
        problem.Message.ShouldContain(message);
        series.ShouldHaveSingleItem().Offers.Count.ShouldBe(2);
    }

    [Fact]
    public void Read_takes_a_price_far_off_both_its_neighbours_for_a_mistake()
    {
        (IReadOnlyList<PriceSeries> series, IReadOnlyList<BacktestProblem> problems) = Read("date,price\n2022-01,900\n2022-02,90000\n2022-03,950\n");

        problems.ShouldHaveSingleItem().Place.ShouldEndWith(":3");
        series.ShouldHaveSingleItem().Offers.Select(o => o.Price.Amount).ShouldBe([900m, 950m]);
    }

    [Theory]
    [InlineData("", "the file is empty")]
    [InlineData("a,b\n1,2\n", "no column is a date")]
    [InlineData("gpu,date,colour\nX,2022-01,red\n", "no column is a price")]
    [InlineData("month,gpu,usd_per_gpu_hour\n2022-01,X,1.80\n", "a rate by the hour")]
    public void Read_of_a_file_without_prices_says_so(string text, string message)
    {
        (IReadOnlyList<PriceSeries> series, IReadOnlyList<BacktestProblem> problems) = Read(text);

        series.ShouldBeEmpty();
        problems.ShouldHaveSingleItem().Message.ShouldContain(message);
    }

    private (IReadOnlyList<PriceSeries> Series, IReadOnlyList<BacktestProblem> Problems) Read(string text, string name = "invented.csv")
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        PriceFile file = new(SampleMarket.Configuration(), new DateTimeOffset(2026, 6, 20, 9, 0, 0, TimeSpan.Zero));
        return (file.Read(path), file.Problems);
    }
}
