using System.Data;
using Dapper;

namespace Tracker.Storage;

/// <summary>Maps instants to their text form in every Dapper call.</summary>
internal sealed class InstantHandler : SqlMapper.TypeHandler<DateTimeOffset>
{
    /// <summary>Registers the handler once per process; Dapper's own mapping of the type would otherwise win.</summary>
    public static void Register()
    {
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset));
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset?));
        SqlMapper.AddTypeHandler(new InstantHandler());
    }

    public override DateTimeOffset Parse(object value) => Instant.Parse((string)value);

    public override void SetValue(IDbDataParameter parameter, DateTimeOffset value)
    {
        parameter.DbType = DbType.String;
        parameter.Value = Instant.ToText(value);
    }
}
