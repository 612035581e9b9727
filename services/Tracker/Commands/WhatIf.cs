using System.Globalization;
using Tracker.Catalog;
using Tracker.Catalog.Settings;
using Tracker.Catalog.Units;

namespace Tracker.Commands;

/// <summary>Settings of <c>tracker.yaml</c>'s <c>decision</c> changed for one call: <c>--set hours=300</c>.</summary>
internal static class WhatIf
{
    private static readonly Setting[] s_settings =
    [
        new("hours_per_month", "hours", 0, 744, (d, v, _) => d with { HoursPerMonth = (double)v }),
        new("horizon_months", "horizon", 1, 240, (d, v, _) => d with { HorizonMonths = (int)v }, Whole: true),
        new("discount_per_year", "discount", 0, 1, (d, v, _) => d with { DiscountPerYear = (double)v }),
        new("tax", "tax", 0, 1, (d, v, _) => d with { Tax = (double)v }),
        new("power_per_kwh", "power", 0, 100, (d, v, currency) => d with { PowerPerKwh = Money.FromAmount(v, currency) }),
        new("monthly_value", "value", 0, 1_000_000, (d, v, currency) => d with { MonthlyValue = Money.FromAmount(v, currency) }),
        new("wait_probability", "probability", 0.5m, 1, (d, v, _) => d with { WaitProbability = (double)v }),
        new("hold_probability", "hold", 0.5m, 1, (d, v, _) => d with { HoldProbability = (double)v }),
        new("wait_gain", "gain", 0, 1_000_000, (d, v, currency) => d with { WaitGain = Money.FromAmount(v, currency) }),
        new("wait_gain_share", "gain_share", 0, 1, (d, v, _) => d with { WaitGainShare = (double)v }),
    ];

    /// <summary>The names, for the help text.</summary>
    public static string Names { get; } = string.Join(", ", s_settings.Select(s => s.Short));

    /// <exception cref="WrongCallException">A name that is none, or a value out of range.</exception>
    public static TrackerCatalog Apply(TrackerCatalog catalog, IEnumerable<string> assignments)
    {
        DecisionSettings decision = catalog.Settings.Decision;
        foreach (string assignment in assignments)
            decision = Apply(decision, assignment, catalog.Settings.Owner.Currency);
        if (decision.HoldProbability > decision.WaitProbability)
            throw new WrongCallException($"--set: hold ({decision.HoldProbability}) must not be above probability ({decision.WaitProbability})");
        return catalog with { Settings = catalog.Settings with { Decision = decision } };
    }

    private static DecisionSettings Apply(DecisionSettings decision, string assignment, string currency)
    {
        string[] parts = assignment.Split('=', 2, StringSplitOptions.TrimEntries);
        Setting setting = s_settings.FirstOrDefault(s => s.Short == parts[0] || s.Name == parts[0])
            ?? throw new WrongCallException($"--set knows no '{parts[0]}'; it knows {Names}");
        if (parts.Length < 2 || !decimal.TryParse(parts[1], NumberStyles.Number, CultureInfo.InvariantCulture, out decimal value)
            || value < setting.Least || value > setting.Most || (setting.Whole && value != decimal.Truncate(value)))
        {
            throw new WrongCallException(
                $"--set {setting.Short} takes a {(setting.Whole ? "whole " : "")}number from {setting.Least} to {setting.Most}, as in --set {setting.Short}={setting.Most}; found '{assignment}'");
        }
        return setting.Change(decision, value, currency);
    }

    private sealed record Setting(
        string Name, string Short, decimal Least, decimal Most, Func<DecisionSettings, decimal, string, DecisionSettings> Change, bool Whole = false);
}
