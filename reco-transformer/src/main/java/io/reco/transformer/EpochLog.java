package io.reco.transformer;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** The log of a training: a JSON object a line for each epoch. */
final class EpochLog {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final Path file;
    private final String metric;

    /**
     * Begins a file anew.
     *
     * @param metric name of the validation metric
     * @param done epochs that are done already
     */
    EpochLog(Path file, String metric, List<EpochRecord> done) {
        this.file = file;
        this.metric = metric;
        try {
            Path parent = file.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.writeString(file, "");
        } catch (IOException e) {
            throw failure(e);
        }
        done.forEach(this::add);
    }

    /** Appends an epoch. */
    void add(EpochRecord epoch) {
        try {
            Files.writeString(
                    file,
                    MAPPER.writeValueAsString(node(epoch)) + "\n",
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private ObjectNode node(EpochRecord epoch) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("epoch", epoch.epoch());
        node.put("loss", epoch.loss());
        node.put("rate", epoch.rate());
        node.put("steps", epoch.steps());
        node.put("tokens", epoch.tokens());
        node.put("tokensPerSecond", Math.round(epoch.tokensPerSecond()));
        if (!Double.isNaN(epoch.metric())) {
            node.put(metric, epoch.metric());
            node.put("best", epoch.best());
        }
        return node;
    }

    private UncheckedIOException failure(IOException e) {
        return new UncheckedIOException("training log " + file + ": " + e.getMessage(), e);
    }
}
