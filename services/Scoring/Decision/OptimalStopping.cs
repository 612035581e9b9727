using System.Runtime.CompilerServices;

namespace Tracker.Scoring.Decision;

/// <summary>
/// When to stop, on simulated paths: least squares Monte Carlo (Longstaff and Schwartz 2001). Going backwards, the worth
/// of going on is regressed on a cubic of the state over the paths on which stopping pays at all, and one stops where
/// stopping is worth more. Payoffs are discounted to today. Stopping with a negative payoff is never better than 0.
/// </summary>
/// <remarks>The same paths serve for finding the rule and for valuing it, which values it a little too high: below the standard error from some thousand paths on.</remarks>
internal sealed class OptimalStopping
{
    private readonly double[][] _payoff;
    private readonly double[][] _state;

    /// <param name="payoff">What stopping pays, by date and path, discounted to today.</param>
    /// <param name="state">What is known at a date, by date and path.</param>
    public OptimalStopping(double[][] payoff, double[][] state)
    {
        _payoff = payoff;
        _state = state;
    }

    private int Dates => _payoff.Length;

    private int Paths => _payoff[0].Length;

    /// <summary>Solves the problem that only ends by stopping.</summary>
    public StoppingRule Solve()
    {
        double[][] worth = new double[Dates][];
        Cubic[] rules = new Cubic[Dates];
        double[] value = new double[Paths];
        for (int date = Dates - 1; date >= 0; date--)
        {
            rules[date] = date == Dates - 1 ? Cubic.Zero : Cubic.Fit(_payoff[date], _state[date], value, [], date);
            Stop(_payoff[date], _state[date], rules[date], [], date, value);
            worth[date] = (double[])value.Clone();
        }
        return new(_payoff, _state, worth, rules);
    }

    /// <summary>Solves the problem in which, on some paths, something comes in between that settles it.</summary>
    /// <param name="eventDate">By path: index of the first date at or after the event; the number of dates where there is none.</param>
    /// <param name="eventValue">By path: what it is worth then, discounted to today.</param>
    /// <param name="value">By path: the worth of all. Overwritten.</param>
    public void Solve(int[] eventDate, double[] eventValue, double[] value)
    {
        int last = Dates - 1;
        for (int path = 0; path < Paths; path++)
            value[path] = eventDate[path] <= last ? eventValue[path] : Math.Max(0, _payoff[last][path]);
        for (int date = last - 1; date >= 0; date--)
            Stop(_payoff[date], _state[date], Cubic.Fit(_payoff[date], _state[date], value, eventDate, date), eventDate, date, value);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Stop(double[] payoff, double[] state, in Cubic goingOn, ReadOnlySpan<int> eventDate, int date, double[] value)
    {
        Cubic rule = goingOn;
        for (int path = 0; path < payoff.Length; path++)
        {
            if (!eventDate.IsEmpty && eventDate[path] <= date)
                continue;
            double now = payoff[path];
            if (now > 0 && now > rule.At(state[path]))
                value[path] = now;
        }
    }
}

/// <summary>A solved rule: what going on is worth where, and what came of following it on each path.</summary>
internal sealed class StoppingRule(double[][] payoff, double[][] state, double[][] worth, Cubic[] rules)
{
    /// <summary>By path: what following the rule from the first date on is worth, discounted to today.</summary>
    public double[] Value => worth[0];

    /// <summary>What following the rule from a date on came to on a path.</summary>
    public double Worth(int date, int path) => worth[date][path];

    /// <summary>What it is expected to come to, by what is known at the date.</summary>
    public double Expected(int date, int path)
    {
        double now = payoff[date][path];
        double later = now > 0 ? rules[date].At(state[date][path]) : rules[date].Elsewhere;
        return Math.Max(0, Math.Max(now, later));
    }

    /// <summary>The first date at which the rule stops on a path; the number of dates where it never does.</summary>
    public int StopsAt(int path)
    {
        int date = 0;
        while (date < payoff.Length && !(payoff[date][path] > 0 && payoff[date][path] > rules[date].At(state[date][path])))
            date++;
        return date;
    }
}

/// <summary>A cubic in a standardised state, fitted by least squares.</summary>
internal readonly struct Cubic
{
    private const int Terms = 4;

    /// <summary>Paths below which there is nothing to fit.</summary>
    private const int FewestPaths = 50;

    private readonly double _center;
    private readonly double _scale;
    private readonly double _c0;
    private readonly double _c1;
    private readonly double _c2;
    private readonly double _c3;

    private Cubic(double center, double scale, ReadOnlySpan<double> c, double elsewhere)
    {
        (_center, _scale, _c0, _c1, _c2, _c3) = (center, scale, c[0], c[1], c[2], c[3]);
        Elsewhere = elsewhere;
    }

    public static Cubic Zero { get; } = new(0, 1, [0, 0, 0, 0], 0);

    /// <summary>The mean worth of going on where stopping pays nothing.</summary>
    public double Elsewhere { get; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double At(double state)
    {
        double x = (state - _center) * _scale;
        return _c0 + (x * (_c1 + (x * (_c2 + (x * _c3)))));
    }

    /// <summary>Fits the value to the state over the paths with a positive payoff on which nothing happened by the date.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Cubic Fit(double[] payoff, double[] state, double[] value, ReadOnlySpan<int> eventDate, int date)
    {
        double count = 0;
        double sum = 0;
        double squares = 0;
        double others = 0;
        double othersValue = 0;
        for (int path = 0; path < payoff.Length; path++)
        {
            if (!eventDate.IsEmpty && eventDate[path] <= date)
                continue;
            if (payoff[path] > 0)
            {
                count++;
                sum += state[path];
                squares += state[path] * state[path];
            }
            else
            {
                others++;
                othersValue += value[path];
            }
        }
        double elsewhere = others > 0 ? othersValue / others : 0;
        if (count < FewestPaths)
            return new(0, 1, [0, 0, 0, 0], elsewhere);
        double center = sum / count;
        double deviation = Math.Sqrt(Math.Max(0, (squares / count) - (center * center)));
        // Where the state is the same on all paths, the mean is all there is to know.
        double scale = deviation > 1e-9 * Math.Max(1, Math.Abs(center)) ? 1 / deviation : 0;
        Span<double> powers = stackalloc double[(2 * Terms) - 1];
        Span<double> moments = stackalloc double[Terms];
        powers.Clear();
        moments.Clear();
        for (int path = 0; path < payoff.Length; path++)
        {
            if (payoff[path] <= 0 || (!eventDate.IsEmpty && eventDate[path] <= date))
                continue;
            double x = (state[path] - center) * scale;
            double y = value[path];
            double x2 = x * x;
            double x3 = x2 * x;
            powers[1] += x;
            powers[2] += x2;
            powers[3] += x3;
            powers[4] += x2 * x2;
            powers[5] += x2 * x3;
            powers[6] += x3 * x3;
            moments[0] += y;
            moments[1] += x * y;
            moments[2] += x2 * y;
            moments[3] += x3 * y;
        }
        powers[0] = count;
        Span<double> coefficients = stackalloc double[Terms];
        Solve(powers, moments, coefficients, scale == 0 ? 1 : Terms);
        return new(center, scale, coefficients, elsewhere);
    }

    // Normal equations by Cholesky; a direction without information gets no coefficient.
    private static void Solve(ReadOnlySpan<double> powers, ReadOnlySpan<double> moments, Span<double> solution, int terms)
    {
        Span<double> lower = stackalloc double[Terms * Terms];
        lower.Clear();
        solution.Clear();
        Span<double> forward = stackalloc double[Terms];
        for (int row = 0; row < terms; row++)
        {
            for (int column = 0; column <= row; column++)
            {
                double rest = powers[row + column];
                for (int k = 0; k < column; k++)
                    rest -= lower[(row * Terms) + k] * lower[(column * Terms) + k];
                bool empty = rest <= 1e-10 * powers[2 * row];
                lower[(row * Terms) + column] = row == column
                    ? (empty ? 0 : Math.Sqrt(rest))
                    : lower[(column * Terms) + column] > 0 ? rest / lower[(column * Terms) + column] : 0;
            }
            double right = moments[row];
            for (int k = 0; k < row; k++)
                right -= lower[(row * Terms) + k] * forward[k];
            double pivot = lower[(row * Terms) + row];
            forward[row] = pivot > 0 ? right / pivot : 0;
        }
        for (int row = terms - 1; row >= 0; row--)
        {
            double rest = forward[row];
            for (int k = row + 1; k < terms; k++)
                rest -= lower[(k * Terms) + row] * solution[k];
            double pivot = lower[(row * Terms) + row];
            solution[row] = pivot > 0 ? rest / pivot : 0;
        }
    }
}
