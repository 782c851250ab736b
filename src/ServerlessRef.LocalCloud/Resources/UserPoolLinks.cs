using ServerlessRef.LocalCloud.Model;

namespace ServerlessRef.LocalCloud.Resources;

/// <summary>Gives user pools their clients and groups.</summary>
internal static class UserPoolLinks
{
    public static IReadOnlyList<UserPool> Link(CloudBuilder cloud)
    {
        foreach (var (by, poolId) in cloud.UserPoolClients.Select(c => (c.By, c.PoolId)).Concat(cloud.UserPoolGroups.Select(g => (g.By, g.PoolId))))
        {
            if (cloud.UserPools.Values.All(pool => pool.Id != poolId))
            {
                by.Problem("UserPoolId", $"User pool {poolId} does not exist");
            }
        }

        return [.. cloud.UserPools.Values.Select(pool => pool with
        {
            ClientIds = [.. cloud.UserPoolClients.Where(c => c.PoolId == pool.Id).Select(c => c.ClientId)],
            Groups = [.. cloud.UserPoolGroups.Where(g => g.PoolId == pool.Id).Select(g => g.Group)],
        })];
    }
}
