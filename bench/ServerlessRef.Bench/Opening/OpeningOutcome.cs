namespace ServerlessRef.Bench.Opening;

/// <summary>What became of the requests of a run.</summary>
/// <param name="Asked">Requests that came.</param>
/// <param name="Accepted">Of those, with a seat when the run ended.</param>
/// <param name="Refused">Told to come again, after their last attempt.</param>
/// <param name="Retried">Needed more than one attempt.</param>
/// <param name="Conflicts">Attempts that met another transaction.</param>
/// <param name="Throttled">Attempts that found no units.</param>
/// <param name="Seconds">How long the run was.</param>
internal sealed record OpeningOutcome(int Asked, int Accepted, int Refused, int Retried, int Conflicts, int Throttled, double Seconds)
{
    public double AcceptedASecond => Accepted / Seconds;

    public double RefusedASecond => Refused / Seconds;

    public double RetriedShare => (double)Retried / Asked;
}
