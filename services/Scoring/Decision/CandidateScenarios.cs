using System.Runtime.CompilerServices;
using Tracker.Scoring.Market;

namespace Tracker.Scoring.Decision;

/// <summary>What buying another card, or waiting for it, is worth in the scenarios of the second card.</summary>
internal sealed class CandidateScenarios
{
    /// <summary>How much of the second card's price move other cards share: an assumption, there is too little record to tell.</summary>
    private const double SharedMove = 0.5;

    /// <summary>What a card that turns out not to run the engine fetches when it is sold at once.</summary>
    private const double SoldAtOnce = 0.75;

    private const int Deviates = 4;

    private readonly CandidateTerms _candidate;
    private readonly SecondCardScenarios _second;
    private readonly DecisionTerms _terms;
    private readonly DateOnly _date;
    private readonly ScratchArrays _scratch;

    public CandidateScenarios(CandidateTerms candidate, SecondCardScenarios second, DateOnly date, ScratchArrays scratch)
    {
        _candidate = candidate;
        _second = second;
        _terms = candidate.Purchase.Terms;
        _date = date;
        _scratch = scratch;
    }

    private int Count => _second.Count;

    private double LossOfFailing => 1 + _terms.Tax - SoldAtOnce;

    /// <summary>Buying it now. Whether the engine runs on it shows only afterwards; where not, it is sold again and the second card bought, if that pays.</summary>
    public ArmOutcome BuyNow()
    {
        double[] buffer = Draw(out Span<double> price, out Span<double> spec, out Span<double> regime, out _, out Span<double> runs, out _);
        double[] value = _scratch.Numbers.Rent(Count);
        double[] regimes = Regimes(0, out double spread);
        bool secondPays = _second.BuyNow.Average() > 0;
        for (int i = 0; i < Count; i++)
        {
            double paid = Math.Exp(_candidate.Price.Deviation * price[i]);
            value[i] = runs[i] < _candidate.RunsEngine
                ? Worth(0, 1, _candidate.Price.Median * paid, spec[i], RegimeOf(regimes[0], spread, regime[i], i))
                : (secondPays ? _second.BuyNow[i] : 0) - (LossOfFailing * _candidate.Price.Median * paid);
        }
        ArmOutcome outcome = ArmOutcome.Of(value.AsSpan(0, Count), _second.BuyNow) with { ShareBought = 1 };
        _scratch.Numbers.Return(value);
        _scratch.Numbers.Return(buffer);
        return outcome;
    }

    /// <summary>Waiting until it comes, and then taking the best of it, of what the second card offers from then on, and of nothing; the second card may be taken before.</summary>
    public ArmOutcome Wait(OptimalStopping stopping, StoppingRule secondOnly)
    {
        int[] eventDate = _scratch.Dates.Rent(Count);
        double[] eventValue = _scratch.Numbers.Rent(Count);
        double[] value = _scratch.Numbers.Rent(Count);
        Arrive(secondOnly, eventDate, eventValue);
        stopping.Solve(eventDate, eventValue, value);
        int bought = 0;
        for (int i = 0; i < Count; i++)
        {
            if (eventDate[i] < _second.Dates.Length && value[i] == eventValue[i] && eventValue[i] != secondOnly.Worth(eventDate[i], i))
                bought++;
        }
        ArmOutcome outcome = ArmOutcome.Of(value.AsSpan(0, Count), _second.BuyNow) with { ShareBought = (double)bought / Count };
        _scratch.Numbers.Return(value);
        _scratch.Numbers.Return(eventValue);
        _scratch.Dates.Return(eventDate);
        return outcome;
    }

    // When it comes, and what one then has.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Arrive(StoppingRule secondOnly, int[] eventDate, double[] eventValue)
    {
        double[] buffer = Draw(out Span<double> price, out Span<double> spec, out Span<double> regime, out Span<double> slip, out Span<double> runs, out Span<double> comes);
        Arrival arrival = _candidate.Arrival!;
        double[] dates = _second.Dates;
        for (int i = 0; i < Count; i++)
        {
            double time = arrival.Years(slip[i]);
            eventDate[i] = dates.Length;
            eventValue[i] = 0;
            if (comes[i] < arrival.Never || time > dates[^1])
                continue;
            int date = 0;
            while (dates[date] < time)
                date++;
            eventDate[i] = date;
        }
        double[] regimes = Regimes(1, out double spread);
        double sure = _candidate.RunsEngine;
        for (int i = 0; i < Count; i++)
        {
            int date = eventDate[i];
            if (date == dates.Length)
                continue;
            double time = arrival.Years(slip[i]);
            double discount = Math.Exp(-_terms.Rate * time);
            double paid = _candidate.Price.Median * Math.Exp(_candidate.Price.Deviation * price[i]);
            double worth = Worth(time, discount, paid, spec[i], RegimeOf(regimes[date], spread * Math.Sqrt(_terms.Horizon - time), regime[i], i));
            double expected = secondOnly.Expected(date, i);
            double loss = LossOfFailing * discount * paid;
            double other = secondOnly.Worth(date, i);
            // Whether the engine runs on it shows only once one has it.
            if ((sure * worth) + ((1 - sure) * (expected - loss)) > expected)
                other = runs[i] < sure ? worth : other - loss;
            eventValue[i] = other;
        }
        _scratch.Numbers.Return(buffer);
    }

    private double Worth(double time, double discount, double price, double spec, double regime)
    {
        double years = _terms.Rate == 0 ? _terms.Horizon - time : (discount - _second.HorizonFactor) / _terms.Rate;
        // The median of what is said, less where the error goes that way.
        double use = ((_candidate.Purchase.YearlyValue + _candidate.YearlyPower) * Math.Exp(_candidate.SpecDeviation * spec)) - _candidate.YearlyPower;
        double sold = _terms.ResaleFactor * _second.HorizonFactor * Resale.Share(_terms.Horizon - time)
            * Resale.AfterSuccessor(_terms.Horizon - (_candidate.Purchase.SuccessorAt ?? (time + Resale.GenerationYears)));
        return (use * years) - (discount * price * (1 + _terms.Tax)) + (sold * Math.Min(1, regime) * price);
    }

    private double RegimeOf(double middle, double spread, double deviate, int path)
    {
        double shared = (SharedMove * _second.HorizonDeviate[path]) + (Math.Sqrt(1 - (SharedMove * SharedMove)) * deviate);
        return Math.Exp(middle + (spread * shared));
    }

    // Expected change of the log price until the horizon from now, or from each date; and its volatility.
    private double[] Regimes(int waits, out double spread)
    {
        PriceTrend trend = _candidate.Trend;
        double horizon = trend.LogChange(_terms.Horizon);
        spread = waits == 0 ? trend.Volatility * Math.Sqrt(_terms.Horizon) : trend.Volatility;
        return waits == 0 ? [horizon] : [.. _second.Dates.Select(date => horizon - trend.LogChange(date))];
    }

    private double[] Draw(
        out Span<double> price, out Span<double> spec, out Span<double> regime, out Span<double> slip, out Span<double> runs, out Span<double> comes)
    {
        double[] buffer = _scratch.Numbers.Rent((Deviates + 2) * Count);
        Span<double> all = buffer.AsSpan(0, (Deviates + 2) * Count);
        RandomStream stream = new(_date, _candidate.Id);
        stream.FillNormal(all[..(Deviates * Count)]);
        stream.FillUniform(all[(Deviates * Count)..]);
        price = all[..Count];
        spec = all.Slice(Count, Count);
        regime = all.Slice(2 * Count, Count);
        slip = all.Slice(3 * Count, Count);
        runs = all.Slice(4 * Count, Count);
        comes = all.Slice(5 * Count, Count);
        return buffer;
    }
}
