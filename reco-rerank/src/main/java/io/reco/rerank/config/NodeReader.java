package io.reco.rerank.config;

import io.reco.rerank.config.Node.Place;
import io.reco.rerank.config.Node.ScalarKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Reads YAML 1.2 with the JSON schema of scalars, and so JSON, keeping the place of everything. Keys are texts and occur
 * once; anchors and tags of one's own are refused, so that a file says what it says in one place.
 */
final class NodeReader {
    private static final Map<Tag, ScalarKind> KINDS = Map.of(
            Tag.STR, ScalarKind.TEXT,
            Tag.INT, ScalarKind.WHOLE,
            Tag.FLOAT, ScalarKind.REAL,
            Tag.BOOL, ScalarKind.FLAG,
            Tag.NULL, ScalarKind.NULL);

    private final Reading reading;
    private final Set<org.snakeyaml.engine.v2.nodes.Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private NodeReader(Reading reading) {
        this.reading = reading;
    }

    /** The document of a text, or null when it is none; the reading knows why. */
    static @Nullable Node read(String text, String file, Reading reading) {
        LoadSettings settings =
                LoadSettings.builder().setLabel(file).setUseMarks(true).build();
        try {
            Optional<org.snakeyaml.engine.v2.nodes.Node> root = new Compose(settings).composeString(text);
            if (root.isEmpty()) {
                reading.problem(new Place(1, 1), "the file is empty");
                return null;
            }
            return new NodeReader(reading).node(root.get());
        } catch (MarkedYamlEngineException e) {
            reading.problem(place(e.getProblemMark()), "neither YAML nor JSON: " + e.getProblem());
        } catch (ReaderException e) {
            reading.problem(
                    place(text, e.getPosition()), String.format("character U+%04X is not allowed", e.getCodePoint()));
        } catch (YamlEngineException e) {
            reading.problem(new Place(1, 1), "neither YAML nor JSON: " + e.getMessage());
        } catch (StackOverflowError e) {
            reading.problem(new Place(1, 1), "lists and mappings are nested too deep");
        }
        return null;
    }

    private static Place place(Optional<Mark> mark) {
        return mark.map(m -> new Place(m.getLine() + 1, m.getColumn() + 1)).orElse(new Place(1, 1));
    }

    /** Of a code point of the text. */
    private static Place place(String text, int codePoint) {
        int line = 1;
        int column = 1;
        int at = 0;
        for (int i = 0; i < codePoint && at < text.length(); i++) {
            int c = text.codePointAt(at);
            column = c == '\n' ? 1 : column + 1;
            line += c == '\n' ? 1 : 0;
            at += Character.charCount(c);
        }
        return new Place(line, column);
    }

    private Node node(org.snakeyaml.engine.v2.nodes.Node node) {
        Place place = place(node.getStartMark());
        if (!seen.add(node)) {
            // The place is that of the anchor, which was refused there.
            return new Node.Scalar(place, "", ScalarKind.NULL);
        }
        checkPlain(node, place);
        if (node instanceof MappingNode mapping) {
            return entries(mapping, place);
        }
        if (node instanceof SequenceNode sequence) {
            return new Node.Items(
                    place, sequence.getValue().stream().map(this::node).toList());
        }
        ScalarNode scalar = (ScalarNode) node;
        return new Node.Scalar(place, scalar.getValue(), KINDS.getOrDefault(scalar.getTag(), ScalarKind.TEXT));
    }

    /** Refuses anchors, used or not, and tags of one's own. */
    private void checkPlain(org.snakeyaml.engine.v2.nodes.Node node, Place place) {
        node.getAnchor()
                .ifPresent(anchor -> reading.problem(
                        place, "anchor '" + anchor + "' is not possible here; write it out in each place"));
        if (!KINDS.containsKey(node.getTag())
                && !node.getTag().equals(Tag.MAP)
                && !node.getTag().equals(Tag.SEQ)) {
            reading.problem(place, "tag " + node.getTag() + " has no meaning here");
        }
    }

    private Node entries(MappingNode mapping, Place place) {
        List<Node.Entry> entries = new ArrayList<>();
        Map<String, Integer> lines = new HashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            Place at = place(tuple.getKeyNode().getStartMark());
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                reading.problem(at, "a key must be a text");
                continue;
            }
            if (seen.add(key)) {
                checkPlain(key, at);
            }
            Integer first = lines.putIfAbsent(key.getValue(), at.line());
            if (first == null) {
                entries.add(new Node.Entry(at, key.getValue(), node(tuple.getValueNode())));
            } else {
                reading.problem(at, "key '" + key.getValue() + "' is already given in line " + first);
            }
        }
        return new Node.Entries(place, entries);
    }
}
