package io.reco.core.io;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.reco.core.data.EventLog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A JSON value with checked access to its fields. NaN is read as a number, to be refused as one and not as bad JSON. */
record JsonRecord(JsonNode node) {
    private static final int MAX_DEPTH = 100;

    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(Integer.MAX_VALUE)
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Parses bytes. */
    static JsonRecord parse(byte[] bytes, int from, int to) throws BadRecord {
        int bad = Utf8.firstBad(bytes, from, to);
        if (bad >= 0) {
            throw new BadRecord(
                    RejectReason.BAD_UTF8,
                    0,
                    "",
                    String.format("\\x%02X", bytes[bad]),
                    "byte " + (bad - from + 1) + " of the record");
        }
        try {
            return new JsonRecord(MAPPER.readTree(bytes, from, to - from));
        } catch (JsonProcessingException e) {
            throw BadRecord.of(RejectReason.BAD_JSON, BadRecord.shortened(String.valueOf(e.getOriginalMessage())));
        } catch (IOException e) {
            throw BadRecord.of(RejectReason.BAD_JSON, String.valueOf(e.getMessage()));
        }
    }

    /** Checks that it is an object. */
    void requireObject() throws BadRecord {
        if (!node.isObject()) {
            throw new BadRecord(RejectReason.BAD_JSON, 0, "", node.toString(), "an object is wanted");
        }
    }

    boolean has(String name) {
        return node.hasNonNull(name);
    }

    private JsonNode field(String name) {
        return node.path(name);
    }

    /** A text field; empty when it is not there. */
    String text(String name) throws BadRecord {
        return has(name) ? scalar(field(name), name) : "";
    }

    /** An id, as a string or a whole number. */
    String id(String name) throws BadRecord {
        if (!has(name)) {
            throw BadRecord.ofField(RejectReason.MISSING_VALUE, name, "", "");
        }
        return id(field(name), name);
    }

    static String id(JsonNode value, String name) throws BadRecord {
        String id = scalar(value, name);
        if (id.isEmpty()) {
            throw BadRecord.ofField(RejectReason.EMPTY_ID, name, "", "");
        }
        return id;
    }

    /** A string, or a number as it is written. */
    private static String scalar(JsonNode value, String name) throws BadRecord {
        if (!value.isTextual() && !value.isIntegralNumber()) {
            throw BadRecord.ofField(
                    RejectReason.BAD_JSON, name, value.toString(), "a string or whole number is wanted");
        }
        String text = value.asText();
        if (Utf8.hasLoneSurrogate(text)) {
            throw BadRecord.ofField(RejectReason.BAD_UTF8, name, value.toString(), "half a surrogate pair");
        }
        return text;
    }

    /** The values of an array of ids or texts; empty when it is not there. */
    List<String> texts(String name) throws BadRecord {
        return has(name) ? texts(field(name), name) : List.of();
    }

    static List<String> texts(JsonNode array, String name) throws BadRecord {
        if (!array.isArray()) {
            throw BadRecord.ofField(RejectReason.BAD_JSON, name, array.toString(), "an array is wanted");
        }
        List<String> texts = new ArrayList<>(array.size());
        for (JsonNode value : array) {
            texts.add(id(value, name));
        }
        return texts;
    }

    /** The objects of an array. */
    List<JsonRecord> records(String name) throws BadRecord {
        if (!field(name).isArray()) {
            throw BadRecord.ofField(
                    has(name) ? RejectReason.BAD_JSON : RejectReason.MISSING_VALUE, name, "", "an array is wanted");
        }
        List<JsonRecord> records = new ArrayList<>(field(name).size());
        for (JsonNode value : field(name)) {
            JsonRecord record = new JsonRecord(value);
            record.requireObject();
            records.add(record);
        }
        return records;
    }

    /** A whole number; {@code otherwise} when it is not there. */
    long integer(String name, long least, long most, long otherwise) throws BadRecord {
        if (!has(name)) {
            return otherwise;
        }
        JsonNode value = field(name);
        if (value.isFloatingPointNumber() && !Double.isFinite(value.doubleValue())) {
            throw BadRecord.ofField(RejectReason.NOT_FINITE, name, value.asText(), "");
        }
        if (!value.isIntegralNumber()) {
            throw BadRecord.ofField(RejectReason.NOT_A_NUMBER, name, value.toString(), "a whole number is wanted");
        }
        if (!value.canConvertToLong() || value.longValue() < least || value.longValue() > most) {
            throw BadRecord.ofField(
                    RejectReason.OUT_OF_RANGE, name, value.asText(), "accepted is [" + least + ", " + most + "]");
        }
        return value.longValue();
    }

    /** A time in epoch milliseconds in the range that can be held. */
    static long requireTime(String name, String shown, long millis) throws BadRecord {
        if (millis < 0) {
            throw BadRecord.ofField(RejectReason.NEGATIVE_TIME, name, shown, "");
        }
        if (millis > EventLog.MAX_TIME_MILLIS) {
            throw BadRecord.ofField(RejectReason.TIME_TOO_LATE, name, shown, "is the unit right?");
        }
        return millis;
    }
}
