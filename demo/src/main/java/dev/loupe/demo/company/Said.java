package dev.loupe.demo.company;

import io.opentelemetry.api.common.AttributeKey;

final class Said {
    static final AttributeKey<String> QUEUE_NAME = AttributeKey.stringKey("queue_name");
    static final AttributeKey<String> MESSAGE_ID = AttributeKey.stringKey("message_id");
    static final AttributeKey<String> DESTINATION_NAME = AttributeKey.stringKey("messaging.destination.name");
    static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("loupe.message.outcome");
    static final AttributeKey<String> SETTLEMENT = AttributeKey.stringKey("loupe.message.settlement");
    static final AttributeKey<Boolean> REDELIVERED = AttributeKey.booleanKey("loupe.message.redelivered");
    static final AttributeKey<Double> QUEUE_SECONDS = AttributeKey.doubleKey("loupe.message.queue_seconds");
    static final AttributeKey<Double> WAIT_SECONDS = AttributeKey.doubleKey("loupe.message.wait_seconds");
    static final AttributeKey<Double> PROCESSING = AttributeKey.doubleKey("message_processing_time_seconds");
    static final AttributeKey<String> DEATH_REASON = AttributeKey.stringKey("loupe.message.death_reason");
    static final AttributeKey<String> DEATH_QUEUE = AttributeKey.stringKey("loupe.message.death_queue");
    static final AttributeKey<String> DUPLICATE_OF = AttributeKey.stringKey("loupe.message.duplicate_of.trace_id");
    static final AttributeKey<String> FIRST_TRACE = AttributeKey.stringKey("loupe.message.first.trace_id");
    static final AttributeKey<Boolean> LATE = AttributeKey.booleanKey("loupe.message.late");
}
