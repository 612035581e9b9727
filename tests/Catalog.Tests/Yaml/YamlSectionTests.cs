namespace Tracker.Catalog.Tests.Yaml;

/// <summary>What each kind of value refuses, seen through the entries that use it.</summary>
public sealed class YamlSectionTests
{
    [Theory]
    [InlineData("tdp_watts: lots", "11:12: 'tdp_watts' must be a number, found 'lots'")]
    [InlineData("tdp_watts: 1,200", "11:12: 'tdp_watts' must be a number, found '1,200'")]
    [InlineData("tdp_watts: .nan", "11:12: 'tdp_watts' must be a number, found '.nan'")]
    [InlineData("tdp_watts: Infinity", "11:12: 'tdp_watts' must be a number, found 'Infinity'")]
    [InlineData("tdp_watts: 0", "11:12: 'tdp_watts' must be between 1 and 1000000, found 0")]
    [InlineData("tdp_watts: [600]", "11:12: 'tdp_watts' must be a single value")]
    [InlineData("reported_mib: 97887.5", "11:15: 'reported_mib' must be a whole number, found '97887.5'")]
    [InlineData("reported_mib: 0", "11:15: 'reported_mib' must be between 1 and 2147483647, found 0")]
    [InlineData("reported_mib: 99999999999", "11:15: 'reported_mib' must be between 1 and 2147483647, found 99999999999")]
    [InlineData("notes: [a, b]", "11:8: 'notes' must be a text")]
    [InlineData("notes: \"\"", "11:8: 'notes' must be a text")]
    [InlineData("aliases: Card", "11:10: 'aliases' must be a list")]
    [InlineData("aliases: [Card, {a: b}]", "11:17: 'aliases' must be a list of texts")]
    [InlineData("memory_class: GDDR", "11:15: 'memory_class' must be one of unknown, gddr, hbm, unified, sram; found 'GDDR'")]
    [InlineData("class: 4", "11:8: 'class' must be one of workstation, consumer, datacenter-pcie, module, rack, unified, system, accelerator; found '4'")]
    [InlineData("known_from: 2026-13-01", "11:13: 'known_from' must be a date such as 2026-09-15, found '2026-13-01'")]
    [InlineData("known_from: 01.09.2026", "11:13: 'known_from' must be a date such as 2026-09-15, found '01.09.2026'")]
    [InlineData("arrives: 2026", "11:10: 'arrives' must be a mapping of keys and values")]
    [InlineData("arrives: {from: 2026-09-01, to: 2026-08-31}", "11:33: 'to' (2026-08-31) is before 'from' (2026-09-01)")]
    [InlineData("arrives: {from: 2026-09-01}", "11:10: 'to' is missing")]
    [InlineData("arrives: {from: 2026-09-01, to: 2026-09-30, until: 2027-01-01}", "11:45: unknown key 'until'; known keys: from, to")]
    public void Value_of_the_wrong_kind_is_refused_with_its_place(string line, string problem)
    {
        using ConfigFolder config = new();
        config.Append(ConfigFolder.Gpu, line);

        config.Problems().ShouldBe([$"{ConfigFolder.Gpu}:{problem}"]);
    }

    [Theory]
    [InlineData("\"12,490.00\"", "'amount' must be a decimal number without grouping, such as \"12490.00\", found '12,490.00'")]
    [InlineData("12.490,00", "'amount' must be a decimal number without grouping, such as \"12490.00\", found '12.490,00'")]
    [InlineData("$12490", "'amount' must be a decimal number without grouping, such as \"12490.00\", found '$12490'")]
    [InlineData("-1", "'amount' must be a decimal number without grouping, such as \"12490.00\", found '-1'")]
    [InlineData("1e4", "'amount' must be a decimal number without grouping, such as \"12490.00\", found '1e4'")]
    [InlineData("1000000000001", "'amount' must be a decimal number without grouping, such as \"12490.00\", found '1000000000001'")]
    [InlineData("\"12490.001\"", "'amount' has more decimals than USD has minor digits (2)")]
    public void Amount_of_money_that_is_not_exact_is_refused(string amount, string problem)
    {
        using ConfigFolder config = new();
        config.Append(ConfigFolder.Gpu, $"price:\n  currency: USD\n  date: 2026-01-31\n  amount: {amount}");

        config.Problems().ShouldBe([$"gpus/card.yaml:14:11: {problem}"]);
    }

    [Theory]
    [InlineData("usd")]
    [InlineData("XXX")]
    [InlineData("$")]
    public void Currency_nobody_knows_is_refused(string currency)
    {
        using ConfigFolder config = new();
        config.Append(ConfigFolder.Gpu, $"price: {{currency: {currency}, amount: \"1\", date: 2026-01-31}}");

        config.Problems().ShouldBe([$"gpus/card.yaml:11:19: 'currency' must be an ISO 4217 code such as USD, found '{currency}'"]);
    }

    [Theory]
    [InlineData("JPY", "1980000", 1_980_000)]
    [InlineData("KWD", "3820.125", 3_820_125)]
    [InlineData("USD", "12490", 1_249_000)]
    [InlineData("USD", "12490.50", 1_249_050)]
    [InlineData("USD", "12490.500", 1_249_050)]
    public void Amount_of_money_is_read_in_the_currencys_minor_units(string currency, string amount, long minorUnits)
    {
        using ConfigFolder config = new();
        config.Append(ConfigFolder.Gpu, $"price: {{currency: {currency}, amount: \"{amount}\", date: 2026-01-31}}");

        config.Load().Gpus["card"].ListPrice!.Price.ShouldBe(new(minorUnits, currency));
    }

    [Theory]
    [InlineData("yes")]
    [InlineData("True")]
    [InlineData("1")]
    public void Truth_is_written_true_or_false(string text)
    {
        using ConfigFolder config = new();
        config.Append(ConfigFolder.Source, $"allow_private: {text}");

        config.Problems().ShouldBe([$"sources/shop.yaml:7:16: 'allow_private' must be true or false, found '{text}'"]);
    }

    [Theory]
    [InlineData("Card")]
    [InlineData("card_1")]
    [InlineData("../card")]
    public void Id_beyond_lower_case_digits_dots_and_hyphens_is_refused(string id)
    {
        using ConfigFolder config = new();
        config.Replace(ConfigFolder.Source, "id: shop", $"id: {id}");

        config.Problems().ShouldBe([$"sources/shop.yaml:1:5: 'id' must be lower-case letters, digits, dots and hyphens, found '{id}'"]);
    }
}
