namespace Amazon.Lambda.Core;

/// <summary>Turns an event's JSON into a handler's input, and its output into JSON.</summary>
public interface ILambdaSerializer
{
    T Deserialize<T>(Stream requestStream);

    void Serialize<T>(T response, Stream responseStream);
}
