namespace Tracker.Collector.Sources.Facts;

/// <summary>The columns that fact files know, of all kinds.</summary>
internal enum FactColumn
{
    Gpu,
    Observed,
    Known,
    Amount,
    Currency,
    Unit,
    Condition,
    Availability,
    Basis,
    Venue,
    Confidence,
    Source,
    Note,
    Date,
    Vendor,
    Product,
    Kind,
    Title,
    Field,
    Value,
}
