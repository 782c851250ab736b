using ServerlessRef.Api.Jobs;
using ServerlessRef.Domain.Registrations;
using ServerlessRef.Functions.Storage;

namespace ServerlessRef.Api.Routes;

/// <summary>Gives a registration's seat back, whoever asks for it; doing it twice does it once.</summary>
internal sealed class Cancellation(RegistrationStore registrations, SeatTransactions seats, TicketJobs tickets, TimeProvider time)
{
    // A ticket job changes at most a few times (claimed, claimed again, done): more rounds mean that something else is wrong.
    private const int Rounds = 5;

    public async Task RunAsync(Registration registration, CancellationToken cancellation)
    {
        var current = registration;
        for (var round = 0; round < Rounds; round++)
        {
            if (current.IsCancelled)
            {
                return;
            }

            var now = time.GetUtcNow();
            var endTicketJob = await tickets.EndIfUnfinishedAsync(current.TicketJobId, now, cancellation);
            if (await seats.TryGiveBackAsync(current, endTicketJob, now, cancellation))
            {
                return;
            }

            if (await registrations.FindAsync(current.EventId, current.Id, cancellation) is not { } next)
            {
                // Expired in between: its event is over, and with it everything that was to be deleted.
                return;
            }

            current = next;
        }

        throw new DependencyBusyException($"Registration {registration.Id} changed in each of {Rounds} attempts to cancel it.");
    }
}
