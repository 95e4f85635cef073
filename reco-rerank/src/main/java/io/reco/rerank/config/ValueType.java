package io.reco.rerank.config;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The type of a parameter: what it accepts and how it is written. Values are immutable and have {@code equals}. */
interface ValueType {
    /**
     * The value of a node.
     *
     * @param node what is written
     * @param what whose value it is, for messages: {@code "artist-cap: max"}
     * @param reading told what is wrong
     * @return the value, or null when it is refused
     */
    @Nullable
    Object read(Node node, String what, Reading reading);

    /** The value as text, number, truth value, list or map, as it is written. */
    Object plain(Object value);

    /** The JSON Schema of what is accepted. */
    Map<String, Object> schema();

    /** What is accepted, in words that go after "is not": {@code "a number in [0, 1]"}. */
    String accepted();

    /** Notes that the node is nothing that is accepted. */
    default @Nullable Object refuse(Node node, String what, Reading reading) {
        reading.problem(node.place(), what + " " + node.kind() + " is not " + accepted());
        return null;
    }
}
