from rest_framework import serializers


class HeadingSerializer(serializers.Serializer):
    level = serializers.IntegerField()
    id = serializers.CharField()
    text = serializers.CharField()


class PaidPartSerializer(serializers.Serializer):
    """The part behind the paywall mark."""

    html = serializers.CharField()
    headings = HeadingSerializer(many=True)
    features = serializers.ListField(child=serializers.CharField())
