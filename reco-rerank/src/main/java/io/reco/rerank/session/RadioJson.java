package io.reco.rerank.session;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** {@link RadioState} as JSON. Everything is read strictly: a state that was changed by hand, or cut off, is refused. */
final class RadioJson {
    private static final int VERSION = 1;
    private static final Set<String> FIELDS =
            Set.of("track", "start", "end", "discovery", "skipped", "liked", "replays");
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private RadioJson() {}

    static String write(RadioState state) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = MAPPER.getFactory().createGenerator(text)) {
            json.writeStartObject();
            json.writeNumberField("version", VERSION);
            json.writeStringField("character", state.characterId());
            json.writeArrayFieldStart("tracks");
            for (RadioTrack track : state.tracks()) {
                json.writeStartObject();
                json.writeStringField("track", track.trackId());
                json.writeNumberField("start", track.startMillis());
                json.writeNumberField("end", track.endMillis());
                json.writeStringField("discovery", name(track.discovery()));
                json.writeBooleanField("skipped", track.skipped());
                json.writeBooleanField("liked", track.liked());
                json.writeNumberField("replays", track.replays());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static String name(Discovery discovery) {
        return discovery.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static RadioState read(String text) {
        JsonNode root;
        try {
            root = MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a radio state that is no JSON: " + e.getOriginalMessage(), e);
        }
        JsonNode version = root.path("version");
        if (!version.isInt()) {
            throw new IllegalArgumentException(
                    "a radio state without a version: it begins " + text.substring(0, Math.min(40, text.length())));
        }
        if (version.intValue() < 1 || version.intValue() > VERSION) {
            throw new IllegalArgumentException(
                    "a radio state of version " + version + "; this library reads versions 1 to " + VERSION);
        }
        JsonNode character = root.path("character");
        JsonNode tracks = root.path("tracks");
        if (!character.isTextual() || !tracks.isArray() || root.size() != 3) {
            throw new IllegalArgumentException(
                    "a radio state holds a version, a text 'character' and an array 'tracks', nothing else");
        }
        List<RadioTrack> read = new ArrayList<>();
        for (JsonNode track : tracks) {
            read.add(track(track, read.size()));
        }
        return new RadioState(character.textValue(), read);
    }

    private static RadioTrack track(JsonNode node, int p) {
        for (Iterator<String> fields = node.fieldNames(); fields.hasNext(); ) {
            String field = fields.next();
            if (!FIELDS.contains(field)) {
                throw wrong(
                        p,
                        field,
                        node.path(field),
                        "none of the fields " + FIELDS.stream().sorted().toList());
            }
        }
        return new RadioTrack(
                require(node, p, "track", node.path("track").isTextual(), "a text")
                        .textValue(),
                require(node, p, "start", isLong(node.path("start")), "a whole number")
                        .longValue(),
                require(node, p, "end", isLong(node.path("end")), "a whole number")
                        .longValue(),
                discovery(require(node, p, "discovery", node.path("discovery").isTextual(), "a text"), p),
                require(node, p, "skipped", node.path("skipped").isBoolean(), "true or false")
                        .booleanValue(),
                require(node, p, "liked", node.path("liked").isBoolean(), "true or false")
                        .booleanValue(),
                require(node, p, "replays", node.path("replays").isInt(), "a whole number")
                        .intValue());
    }

    private static boolean isLong(JsonNode node) {
        return node.isInt() || node.isLong();
    }

    private static JsonNode require(JsonNode node, int p, String field, boolean good, String wanted) {
        if (!good) {
            throw wrong(p, field, node.path(field), "not " + wanted);
        }
        return node.path(field);
    }

    private static Discovery discovery(JsonNode node, int p) {
        for (Discovery discovery : Discovery.values()) {
            if (name(discovery).equals(node.textValue())) {
                return discovery;
            }
        }
        throw wrong(p, "discovery", node, "not known, new-track or new-artist");
    }

    private static IllegalArgumentException wrong(int p, String field, JsonNode value, String why) {
        String told = value.isMissingNode() ? "is missing" : "is " + value + ", " + why;
        return new IllegalArgumentException("track " + p + " of a radio state: '" + field + "' " + told);
    }
}
