using Tracker.Catalog.Units;
using Tracker.Catalog.Yaml;
using Tracker.Contracts;

namespace Tracker.Catalog.Gpus;

/// <summary>Reads a GPU entry. Ten lines are enough: id, name, vendor, stack, memory, bandwidth, standing, price, source.</summary>
internal static class GpuReader
{
    public static Gpu Read(YamlSection entry)
    {
        GpuSpec spec = ReadSpec(entry);
        Gpu gpu = new()
        {
            Spec = spec,
            Vendor = entry.Text("vendor"),
            Class = entry.Enum("class", GpuClass.Workstation),
            Architecture = entry.OptionalText("architecture"),
            MemoryType = entry.OptionalText("memory_type"),
            FormFactor = entry.OptionalText("form_factor"),
            Aliases = entry.Texts("aliases"),
            ExcludingWords = entry.Texts("exclude"),
            Mpns = entry.Texts("mpn"),
            Gtins = entry.Texts("gtin"),
            Timeline = ReadTimeline(entry),
            ListPrice = ReadListPrice(entry),
            RentalPeers = entry.Texts("rental_peers"),
            Source = entry.Text("source"),
            Confidence = entry.Enum("confidence", Confidence.Unverified),
            Unverified = entry.Texts("unverified"),
            Notes = entry.OptionalText("notes"),
        };
        entry.Close();
        foreach (string key in gpu.Unverified)
        {
            if (!entry.Has(key))
                entry.Problem("unverified", $"'unverified' names '{key}', which the entry does not give");
        }
        return gpu;
    }

    private static GpuSpec ReadSpec(YamlSection entry) => new()
    {
        Id = entry.Id("id"),
        Name = entry.Text("name"),
        Stack = entry.Text("stack"),
        ComputeCapability = entry.OptionalText("compute_capability"),
        MemoryGb = entry.OptionalDouble("memory_gb", 0.1, 100_000),
        ReportedMib = entry.OptionalInt("reported_mib", 1),
        MemoryClass = entry.Enum("memory_class", MemoryClass.Unknown),
        BandwidthGbPerS = entry.OptionalDouble("bandwidth_gb_per_s", 1, 1_000_000),
        Bf16Tflops = entry.OptionalDouble("bf16_tflops", 0.1, 1_000_000),
        Fp8Tflops = entry.OptionalDouble("fp8_tflops", 0.1, 1_000_000),
        Fp4Tflops = entry.OptionalDouble("fp4_tflops", 0.1, 1_000_000),
        Int8Tops = entry.OptionalDouble("int8_tops", 0.1, 1_000_000),
        TdpWatts = entry.OptionalDouble("tdp_watts", 1, 1_000_000),
        LinkGbPerS = entry.OptionalDouble("link_gb_per_s", 0.1, 100_000),
        NativeDtypes = entry.Texts("native_dtypes"),
    };

    private static List<StandingChange> ReadTimeline(YamlSection entry)
    {
        if (entry.Has("standing") == entry.Has("timeline"))
            entry.Problem("expected either 'standing' or 'timeline'");
        if (entry.Has("standing"))
        {
            return
            [
                new()
                {
                    KnownFrom = entry.OptionalDate("known_from"),
                    Standing = entry.RequiredEnum<Standing>("standing"),
                    Arrives = entry.OptionalDateRange("arrives"),
                    Source = entry.OptionalText("source"),
                },
            ];
        }
        List<StandingChange> timeline = [];
        foreach (YamlSection item in entry.Sections("timeline"))
        {
            StandingChange change = new()
            {
                KnownFrom = item.Required("date", item.OptionalDate),
                Standing = item.RequiredEnum<Standing>("standing"),
                Arrives = item.OptionalDateRange("arrives"),
                Source = item.OptionalText("source"),
            };
            if (timeline.LastOrDefault() is { } last && change.KnownFrom < last.KnownFrom)
                item.Problem("date", "'timeline' must be ordered by date, oldest first");
            item.Close();
            timeline.Add(change);
        }
        if (entry.Has("timeline") && timeline.Count == 0)
            entry.Problem("timeline", "'timeline' must name at least one standing");
        return timeline;
    }

    private static ListPrice? ReadListPrice(YamlSection entry)
    {
        DateOnly? date = null;
        string? source = null;
        Money? price = entry.OptionalMoney("price", rest =>
        {
            date = rest.Required("date", rest.OptionalDate);
            source = rest.OptionalText("source");
        });
        return price is Money amount && date is DateOnly day ? new() { Price = amount, Date = day, Source = source } : null;
    }
}
