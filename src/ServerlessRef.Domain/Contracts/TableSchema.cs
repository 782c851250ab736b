namespace ServerlessRef.Domain.Contracts;

/// <summary>Key attributes and indexes of the one table: the stack creates them, the functions query them.</summary>
public static class TableSchema
{
    /// <summary>
    /// Partition key (string): <c>EVENT#id</c> (an event, which is also its pool 0), <c>EVENT#id#n</c> (its pool n from 1 on), <c>MAIL#hash</c>,
    /// <c>WAITING#id</c> (the line of an event), <c>JOB#id</c>, <c>NOTICE#id</c> (what was told) or <c>NEWS#id</c> (what was told of an event).
    /// </summary>
    public const string PartitionKey = "PK";

    /// <summary>
    /// Sort key (string): <c>META</c> (an event, a job), <c>POOL</c> (the counter of a pool from 1 on), <c>MAIL</c> (a registration's mail guard),
    /// <c>WAIT</c> (a waitlist entry's), <c>REG#id</c> (a registration, in the partition of the pool its id names), <c>COVER#id</c> (an upload of an event's cover),
    /// <c>WAIT#id</c> (a waitlist entry), <c>PROMO#id</c> (a seat kept for the waitlist), <c>POS#position</c> (a place in the line) or <c>instant#id</c> (a notice of an event).
    /// </summary>
    public const string SortKey = "SK";

    /// <summary>Sparse index of events to come, by start; projects what the list shows, without the counters.</summary>
    public const string UpcomingIndex = "Upcoming";

    /// <summary>Partition key (string) of <see cref="UpcomingIndex"/>: the constant <c>UPCOMING</c>.</summary>
    public const string UpcomingPartitionKey = "upcomingPk";

    /// <summary>Sort key (string) of <see cref="UpcomingIndex"/>: start in UTC, then the id.</summary>
    public const string UpcomingSortKey = "upcomingSk";

    /// <summary>Attributes <see cref="UpcomingIndex"/> projects besides the keys.</summary>
    public static readonly IReadOnlyList<string> UpcomingProjection = ["id", "title", "startsAt", "capacity"];

    /// <summary>Sparse index of what somebody has to come back to: jobs that are unfinished or failed, sharded, and seats kept for a waitlist; projects all attributes.</summary>
    public const string JobsIndex = "Jobs";

    /// <summary>Partition key (string) of <see cref="JobsIndex"/>: <c>UNFINISHED#shard</c>, <c>FAILED#shard</c> or <c>KEPT</c>.</summary>
    public const string JobsPartitionKey = "jobsPk";

    /// <summary>Sort key (string) of <see cref="JobsIndex"/>: when the sweeper sends next, or a kept seat is looked after next, in UTC, then the id.</summary>
    public const string JobsSortKey = "jobsSk";

    /// <summary>Number of shards of <see cref="JobsIndex"/>: keeps one burst of jobs off one index partition.</summary>
    public const int JobShards = 8;

    /// <summary>Time-to-live attribute (number, seconds since 1970).</summary>
    public const string TimeToLive = "expiresAt";

    /// <summary>Attribute (number) of every row that counts an event's free seats; 0 is news (<see cref="ChangeFilters.CounterEmpty"/>).</summary>
    public const string SeatsLeft = "seatsLeft";

    /// <summary>What the sort keys of promotions begin with; a new one is news (<see cref="ChangeFilters.SeatKept"/>).</summary>
    public const string PromotionPrefix = "PROMO#";

    /// <summary>What the partition keys of told notices begin with.</summary>
    public const string NoticePrefix = "NOTICE#";

    /// <summary>What the partition keys of an event's notices begin with.</summary>
    public const string NewsPrefix = "NEWS#";
}
