using Tracker.Scoring.Decision;

namespace Tracker.Scoring.Tests.Decision;

public sealed class RandomStreamTests
{
    private static readonly DateOnly s_day = new(2026, 9, 15);

    [Fact]
    public void Stream_of_the_same_day_and_purpose_repeats_itself_and_others_differ()
    {
        Normals(s_day, "a").ShouldBe(Normals(s_day, "a"));
        Normals(s_day, "a").ShouldNotBe(Normals(s_day, "b"));
        Normals(s_day, "a").ShouldNotBe(Normals(s_day.AddDays(1), "a"));
    }

    [Fact]
    public void FillNormal_has_the_moments_of_a_standard_normal()
    {
        double[] numbers = Normals(s_day, "moments", 200_001);

        double error = 1 / Math.Sqrt(numbers.Length);
        numbers.Average().ShouldBe(0, 3 * error);
        numbers.Average(n => n * n).ShouldBe(1, 3 * Math.Sqrt(2) * error);
        numbers.Average(n => n * n * n * n).ShouldBe(3, 3 * Math.Sqrt(96) * error);
    }

    [Fact]
    public void FillUniform_is_even()
    {
        double[] numbers = new double[100_000];
        new RandomStream(s_day, "even").FillUniform(numbers);

        numbers.ShouldAllBe(n => n >= 0 && n < 1);
        numbers.Average().ShouldBe(0.5, 3 * Math.Sqrt(1.0 / 12 / numbers.Length));
        numbers.GroupBy(n => (int)(n * 10)).ShouldAllBe(tenth => Math.Abs(tenth.Count() - 10_000) < 400);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(11.5)]
    public void FillChiSquare_has_its_mean_and_variance(double freedom)
    {
        double[] numbers = new double[100_000];
        new RandomStream(s_day, "chi").FillChiSquare(numbers, freedom);

        double mean = numbers.Average();
        mean.ShouldBe(freedom, 3 * Math.Sqrt(2 * freedom / numbers.Length));
        numbers.Average(n => (n - mean) * (n - mean)).ShouldBe(2 * freedom, 0.05 * 2 * freedom);
    }

    private static double[] Normals(DateOnly day, string purpose, int count = 100)
    {
        double[] numbers = new double[count];
        new RandomStream(day, purpose).FillNormal(numbers);
        return numbers;
    }
}
