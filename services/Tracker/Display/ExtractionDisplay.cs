using Spectre.Console;
using Tracker.Collector.Extraction;

namespace Tracker.Display;

/// <summary>Prints what was read from a document.</summary>
internal static class ExtractionDisplay
{
    public static void Write(ExtractionReport report)
    {
        IAnsiConsole console = Terminal.Create();
        console.WriteLine($"{report.Url} read as {report.Kind}: {report.Offers.Count} offers, {report.Announcements.Count} announcements, {report.Rates.Count} rates, {report.Problems.Count} problems");
        foreach (ExtractedOffer offer in report.Offers)
            console.WriteLine($"offer  {offer.Price?.Amount ?? "no price"} {offer.Price?.Currency}  {offer.Availability}, {offer.Condition}  {offer.Title}  [{offer.Evidence}]");
        foreach (ExtractedRate rate in report.Rates)
            console.WriteLine($"rate   {rate.Price?.Amount} {rate.Price?.Currency} per {rate.Per}  {rate.Title}  [{rate.Evidence}]");
        foreach (ExtractedAnnouncement announcement in report.Announcements)
            console.WriteLine($"news   {announcement.PublishedAt:yyyy-MM-dd}  {announcement.Title}  {string.Join(", ", announcement.Candidates)}  {announcement.Url}");
        foreach (ExtractionProblem problem in report.Problems)
            console.WriteLine($"problem {problem.Code}: {problem.Message} ({problem.Place})");
    }
}
