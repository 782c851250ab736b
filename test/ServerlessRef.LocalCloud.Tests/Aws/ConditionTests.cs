using System.Text.Json;
using ServerlessRef.LocalCloud.Aws.DynamoDb.Conditions;

namespace ServerlessRef.LocalCloud.Tests.Aws;

public sealed class ConditionTests
{
    private const string Item = """
        {
          "id": {"S":"ticket-1"}, "seats": {"N":"10"}, "big": {"N":"123456789012345678901234567890.1"}, "isOpen": {"BOOL":true},
          "nothing1": {"NULL":true}, "tags": {"SS":["a","b"]}, "ns": {"NS":["1","2.0"]}, "payload1": {"B":"AQID"},
          "entries1": {"L":[{"S":"x"},{"M":{"deep":{"N":"7"}}}]}, "detail": {"M":{"a":{"S":"1"},"status":{"S":"on"}}}
        }
        """;

    private const string Values = """
        {
          ":ticket": {"S":"ticket"}, ":id": {"S":"ticket-1"}, ":5": {"N":"5"}, ":7": {"N":"7"}, ":10": {"N":"1.0E1"}, ":11": {"N":"11"}, ":s10": {"S":"10"},
          ":big": {"N":"123456789012345678901234567890.10"}, ":true": {"BOOL":true}, ":a": {"S":"a"}, ":on": {"S":"on"}, ":x": {"S":"x"}, ":two": {"N":"2"},
          ":S": {"S":"S"}, ":N": {"S":"N"}, ":tags": {"SS":["b","a"]}, ":3": {"N":"3"}, ":bytes": {"B":"AQI="}, ":minus": {"N":"-3"}
        }
        """;

    private const string Names = """{"#status":"status","#id":"id"}""";

    [Theory]
    [InlineData("id = :id", true)]
    [InlineData("#id = :id", true)]
    [InlineData("id <> :id", false)]
    [InlineData("seats = :10", true)]
    [InlineData("seats = :s10", false)]
    [InlineData("seats < :11", true)]
    [InlineData("seats <= :10", true)]
    [InlineData("seats > :10", false)]
    [InlineData("seats >= :10", true)]
    [InlineData("seats > :minus", true)]
    [InlineData(":5 < seats", true)]
    [InlineData("seats < id", false)]
    [InlineData("big = :big", true)]
    [InlineData("isOpen = :true", true)]
    [InlineData("tags = :tags", true)]
    [InlineData("absent = :id", false)]
    [InlineData("absent <> :id", true)]
    [InlineData("absent < :5", false)]
    [InlineData("NOT absent = :id", true)]
    [InlineData("seats BETWEEN :5 AND :11", true)]
    [InlineData("seats between :5 and :7", false)]
    [InlineData("seats BETWEEN :5 AND :11 AND id = :ticket", false)]
    [InlineData("id IN (:a, :id)", true)]
    [InlineData("id IN (:a, :x)", false)]
    [InlineData("attribute_exists(id)", true)]
    [InlineData("attribute_exists(nothing1)", true)]
    [InlineData("attribute_exists(absent)", false)]
    [InlineData("attribute_not_exists(absent)", true)]
    [InlineData("attribute_exists(detail.a)", true)]
    [InlineData("attribute_exists(detail.absent)", false)]
    [InlineData("detail.#status = :on", true)]
    [InlineData("entries1[0] = :x", true)]
    [InlineData("entries1[1].deep = :7", true)]
    [InlineData("attribute_exists(entries1[2])", false)]
    [InlineData("attribute_exists(id.a)", false)]
    [InlineData("attribute_type(id, :S)", true)]
    [InlineData("attribute_type(id, :N)", false)]
    [InlineData("begins_with(id, :ticket)", true)]
    [InlineData("begins_with(id, :a)", false)]
    [InlineData("begins_with(payload1, :bytes)", true)]
    [InlineData("contains(id, :ticket)", true)]
    [InlineData("contains(tags, :a)", true)]
    [InlineData("contains(tags, :x)", false)]
    [InlineData("contains(ns, :two)", true)]
    [InlineData("contains(entries1, :x)", true)]
    [InlineData("size(id) > :7", true)]
    [InlineData("size(payload1) = :3", true)]
    [InlineData("size(tags) = :two", true)]
    [InlineData("size(detail) = :two", true)]
    [InlineData("size(absent) = :two", false)]
    [InlineData("absent = :a OR id = :id AND seats = :10", true)]
    [InlineData("(absent = :a OR id = :id) AND seats = :5", false)]
    [InlineData("id = :id OR absent = :a AND seats = :5", true)]
    [InlineData("NOT id = :id OR seats = :10", true)]
    [InlineData("NOT (id = :id OR seats = :10)", false)]
    public void Condition_IsTrueOrFalseOfTheItem_AsInDynamoDb(string expression, bool expected)
    {
        var condition = ConditionParser.Parse(expression, Scope());

        Assert.Equal(expected, condition.Holds(JsonElement.Parse(Item)));
    }

    [Theory]
    [InlineData("", "The expression can not be empty;")]
    [InlineData("id = ", "Syntax error; token: \"<EOF>\"")]
    [InlineData("id = :id AND", "Syntax error; token: \"<EOF>\"")]
    [InlineData("id = :id)", "Syntax error; token: \")\"")]
    [InlineData("id ! :id", "Syntax error; token: \"!\"")]
    [InlineData("id = :nothing", "An expression attribute value used in expression is not defined; attribute value: :nothing")]
    [InlineData("#nothing = :id", "An expression attribute name used in the document path is not defined; attribute name: #nothing")]
    [InlineData("status = :on", "Attribute name is a reserved keyword; reserved keyword: status")]
    [InlineData("detail.Status = :on", "Attribute name is a reserved keyword; reserved keyword: Status")]
    [InlineData("starts(id, :id)", "Invalid function name; function: starts")]
    [InlineData("begins_with(id)", "Incorrect number of operands for operator or function; operator or function: begins_with, number of operands: 1")]
    [InlineData("begins_with(id, :5)", "Incorrect operand type for operator or function; operator or function: begins_with, operand type: N")]
    [InlineData("attribute_exists(:id)", "Operator or function requires a document path; operator or function: attribute_exists")]
    [InlineData("seats < :true", "Incorrect operand type for operator or function; operator or function: <, operand type: BOOL")]
    [InlineData("seats BETWEEN :11 AND :5", "The BETWEEN operator requires upper bound to be greater than or equal to lower bound; lower bound operand: AttributeValue: {N:11}, upper bound operand: AttributeValue: {N:5}")]
    public void Condition_ThatDynamoDbRefuses_IsRefusedInItsWords(string expression, string message)
    {
        var error = Assert.Throws<AwsError>(() => ConditionParser.Parse(expression, Scope()));

        Assert.Equal("ValidationException", error.Code);
        Assert.StartsWith("Invalid ConditionExpression: " + message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void RequireAllUsed_WhenANameIsNotUsed_NamesIt()
    {
        var scope = new ExpressionScope(JsonElement.Parse(Names), null);
        ConditionParser.Parse("attribute_exists(#id)", scope);

        var error = Assert.Throws<AwsError>(scope.RequireAllUsed);

        Assert.Equal("Value provided in ExpressionAttributeNames unused in expressions: keys: {#status}", error.Message);
    }

    [Theory]
    [InlineData("1", "1.0", 0)]
    [InlineData("100", "1e2", 0)]
    [InlineData("-0", "0", 0)]
    [InlineData("0.001", "1E-3", 0)]
    [InlineData("-2", "-10", 1)]
    [InlineData("9", "10", -1)]
    [InlineData("99999999999999999999999999999999999999", "99999999999999999999999999999999999998", 1)]
    [InlineData("1e-130", "0", 1)]
    [InlineData("12.5", "12.45", 1)]
    public void Numbers_CompareByValue_BeyondTheRangeOfDecimal(string left, string right, int expected)
    {
        Assert.Equal(expected, DynamoNumber.Compare(left, right));
        Assert.Equal(-expected, DynamoNumber.Compare(right, left));
    }

    private static ExpressionScope Scope() => new(JsonElement.Parse(Names), JsonElement.Parse(Values));
}
