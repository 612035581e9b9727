using System.Globalization;
using Quartz;
using Tracker.Catalog.Units;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Tracker.Catalog.Yaml;

/// <summary>
/// A mapping of a YAML file, read key by key. A reader asks for each key it knows and then calls <see cref="Close"/>,
/// which reports every key nobody asked for. A problem never throws: it is added to the list with its place, and the
/// read returns a harmless value, so that one pass finds all mistakes of a file.
/// </summary>
internal sealed class YamlSection(YamlMappingNode node, string file, List<ConfigProblem> problems)
{
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    public string File => file;

    public bool Has(string key) => Find(key) is not null;

    public void Problem(string message) => Report(node, message);

    public void Problem(string key, string message) => Report(Find(key) ?? node, message);

    public void Warning(string key, string message) => Report(Find(key) ?? node, message, isWarning: true);

    public string Text(string key) => Required(key, OptionalText) ?? "";

    public string? OptionalText(string key)
    {
        if (Find(key) is not YamlNode found)
            return null;
        if (found is YamlScalarNode { Value: { Length: > 0 } text } && !text.Contains('\0'))
            return text;
        Report(found, $"'{key}' must be a text");
        return null;
    }

    /// <summary>A cron expression of Quartz: seconds, minutes, hours, day of month, month, day of week, and a year or none.</summary>
    public string? OptionalCron(string key)
    {
        if (OptionalText(key) is not string text)
            return null;
        try
        {
            _ = new CronExpression(text);
            return text;
        }
        catch (FormatException e)
        {
            Problem(key, $"'{key}' must be a cron expression with seconds, such as '0 0 8 ? * MON', found '{text}': {e.Message}");
            return null;
        }
    }

    /// <summary>An id: lower-case letters, digits, dots and hyphens.</summary>
    public string Id(string key)
    {
        string text = Text(key);
        if (text.Length > 0 && !text.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-' or '.'))
            Report(Find(key)!, $"'{key}' must be lower-case letters, digits, dots and hyphens, found '{text}'");
        return text;
    }

    public int Int(string key, int min = int.MinValue, int max = int.MaxValue) => (int)(Required(key, k => OptionalLong(k, min, max)) ?? min);

    public int? OptionalInt(string key, int min = int.MinValue, int max = int.MaxValue) => (int?)OptionalLong(key, min, max);

    public long Long(string key, long min = long.MinValue) => Required(key, k => OptionalLong(k, min)) ?? min;

    public long? OptionalLong(string key, long min = long.MinValue, long max = long.MaxValue)
    {
        if (Scalar(key) is not string text)
            return null;
        if (long.TryParse(text.Replace("_", "", StringComparison.Ordinal), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value))
        {
            if (value >= min && value <= max)
                return value;
            Report(Find(key)!, $"'{key}' must be {Range(min, max, long.MinValue, long.MaxValue)}, found {value}");
            return null;
        }
        Report(Find(key)!, $"'{key}' must be a whole number, found '{text}'");
        return null;
    }

    public double Double(string key, double min = double.NegativeInfinity, double max = double.PositiveInfinity) =>
        Required(key, k => OptionalDouble(k, min, max)) ?? 0;

    public double? OptionalDouble(string key, double min = double.NegativeInfinity, double max = double.PositiveInfinity)
    {
        if (Scalar(key) is not string text)
            return null;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value))
        {
            if (value >= min && value <= max)
                return value;
            Report(Find(key)!, $"'{key}' must be {Range(min, max, double.NegativeInfinity, double.PositiveInfinity)}, found {text}");
            return null;
        }
        Report(Find(key)!, $"'{key}' must be a number, found '{text}'");
        return null;
    }

    public bool Bool(string key, bool otherwise)
    {
        if (Scalar(key) is not string text)
            return otherwise;
        if (text is "true" or "false")
            return text == "true";
        Report(Find(key)!, $"'{key}' must be true or false, found '{text}'");
        return otherwise;
    }

    public DateOnly? OptionalDate(string key)
    {
        if (Scalar(key) is not string text)
            return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", out DateOnly date))
            return date;
        Report(Find(key)!, $"'{key}' must be a date such as 2026-09-15, found '{text}'");
        return null;
    }

    /// <summary>A mapping <c>{from: date, to: date}</c>.</summary>
    public DateRange? OptionalDateRange(string key)
    {
        if (OptionalSection(key) is not YamlSection range)
            return null;
        DateOnly? from = range.Required("from", range.OptionalDate);
        DateOnly? to = range.Required("to", range.OptionalDate);
        range.Close();
        if (from is null || to is null)
            return null;
        if (from <= to)
            return new(from.Value, to.Value);
        range.Problem("to", $"'to' ({to:yyyy-MM-dd}) is before 'from' ({from:yyyy-MM-dd})");
        return null;
    }

    /// <summary>A mapping <c>{amount: "12490.00", currency: USD}</c>; other keys of it are left to the caller through <paramref name="rest"/>.</summary>
    public Money? OptionalMoney(string key, Action<YamlSection>? rest = null)
    {
        if (OptionalSection(key) is not YamlSection money)
            return null;
        string amount = money.Text("amount");
        string currency = money.Text("currency");
        rest?.Invoke(money);
        money.Close();
        if (amount.Length == 0 || currency.Length == 0)
            return null;
        if (!Currency.IsKnown(currency))
        {
            money.Problem("currency", $"'currency' must be an ISO 4217 code such as USD, found '{currency}'");
            return null;
        }
        if (!decimal.TryParse(amount, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal value)
            || value > 1_000_000_000_000m)
        {
            money.Problem("amount", $"'amount' must be a decimal number without grouping, such as \"12490.00\", found '{amount}'");
            return null;
        }
        Money result = Money.FromAmount(value, currency);
        if (result.Amount == value)
            return result;
        money.Problem("amount", $"'amount' has more decimals than {currency} has minor digits ({Currency.MinorDigits(currency)})");
        return null;
    }

    /// <summary>One of the names of an enumeration, written in kebab-case.</summary>
    public T Enum<T>(string key, T otherwise) where T : struct, Enum => OptionalEnum<T>(key) ?? otherwise;

    public T RequiredEnum<T>(string key) where T : struct, Enum => Required(key, OptionalEnum<T>) ?? default;

    public T? OptionalEnum<T>(string key) where T : struct, Enum
    {
        if (Scalar(key) is not string text)
            return null;
        foreach (T value in System.Enum.GetValues<T>())
        {
            if (Kebab(value.ToString()) == text)
                return value;
        }
        string names = string.Join(", ", System.Enum.GetValues<T>().Select(v => Kebab(v.ToString())));
        Report(Find(key)!, $"'{key}' must be one of {names}; found '{text}'");
        return null;
    }

    public IReadOnlyList<string> Texts(string key)
    {
        List<string> texts = [];
        foreach (YamlNode item in Items(key))
        {
            if (item is YamlScalarNode { Value: { Length: > 0 } text })
                texts.Add(text);
            else
                Report(item, $"'{key}' must be a list of texts");
        }
        return texts;
    }

    public IEnumerable<YamlSection> Sections(string key)
    {
        foreach (YamlNode item in Items(key))
        {
            if (item is YamlMappingNode mapping)
                yield return new YamlSection(mapping, file, problems);
            else
                Report(item, $"'{key}' must be a list of mappings");
        }
    }

    public YamlSection? OptionalSection(string key)
    {
        switch (Find(key))
        {
            case null:
                return null;
            case YamlMappingNode mapping:
                return new YamlSection(mapping, file, problems);
            case YamlNode other:
                Report(other, $"'{key}' must be a mapping of keys and values");
                return null;
        }
    }

    /// <summary>Reads a key that must be there and reports where it is not.</summary>
    public T? Required<T>(string key, Func<string, T?> read)
    {
        if (!Has(key))
            Report(node, $"'{key}' is missing");
        return read(key);
    }

    /// <summary>Reports every key that nobody asked for.</summary>
    public void Close()
    {
        foreach (YamlNode key in node.Children.Keys)
        {
            if (key is not YamlScalarNode { Value: string name })
            {
                Report(key, "a key must be a text");
            }
            else if (!_asked.Contains(name))
            {
                string hint = Nearest.Find(name, _asked) is string near ? $"did you mean '{near}'?" : $"known keys: {string.Join(", ", _asked.Order(StringComparer.Ordinal))}";
                Report(key, $"unknown key '{name}'; {hint}");
            }
        }
    }

    internal static string Kebab(string name)
    {
        System.Text.StringBuilder kebab = new();
        foreach (char c in name)
        {
            if (char.IsUpper(c) && kebab.Length > 0)
                kebab.Append('-');
            kebab.Append(char.ToLowerInvariant(c));
        }
        return kebab.ToString();
    }

    private static string Range<T>(T min, T max, T lowest, T highest) where T : IEquatable<T> =>
        max.Equals(highest) ? $"{min} or more" : min.Equals(lowest) ? $"{max} or less" : $"between {min} and {max}";

    private IEnumerable<YamlNode> Items(string key)
    {
        switch (Find(key))
        {
            case null:
                return [];
            case YamlSequenceNode sequence:
                return sequence.Children;
            case YamlNode other:
                Report(other, $"'{key}' must be a list");
                return [];
        }
    }

    private string? Scalar(string key)
    {
        switch (Find(key))
        {
            case null:
                return null;
            case YamlScalarNode { Value: { Length: > 0 } text }:
                return text;
            case YamlNode other:
                Report(other, $"'{key}' must be a single value");
                return null;
        }
    }

    private YamlNode? Find(string key)
    {
        _asked.Add(key);
        return node.Children.TryGetValue(new YamlScalarNode(key), out YamlNode? value)
            && value is not YamlScalarNode { Value: null or "" or "null" or "~", Style: ScalarStyle.Plain }
            ? value
            : null;
    }

    private void Report(YamlNode place, string message, bool isWarning = false) =>
        problems.Add(new(file, (int)place.Start.Line, (int)place.Start.Column, message, isWarning));
}
