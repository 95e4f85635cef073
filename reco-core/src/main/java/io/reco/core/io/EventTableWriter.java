package io.reco.core.io;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.reco.core.data.Dataset;
import io.reco.core.data.EventLog;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Writes events so that the reader of the same name gives them back: {@code character, track, time_ms, type, ms_played,
 * value, origin}, without {@code time_ms} when events have no times; what is not told is empty. UTF-8, LF, by character,
 * then in the order of the log.
 */
public enum EventTableWriter {
    /** Comma-separated, quoted where needed. */
    CSV {
        @Override
        void writeRows(Dataset dataset, Writer out) throws IOException {
            CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out);
            csv.writeRecord(columns(dataset.events()));
            forEachEvent(dataset, csv::writeRecord);
            csv.flush();
        }
    },
    /** Tab-separated. An id with a tab or a line end cannot be written and is refused. */
    TSV {
        @Override
        void writeRows(Dataset dataset, Writer out) throws IOException {
            out.write(String.join("\t", columns(dataset.events())) + "\n");
            forEachEvent(dataset, row -> {
                for (String value : row) {
                    requirePlain(value);
                }
                out.write(String.join("\t", row) + "\n");
            });
        }
    },
    /** An object a line; what is not told is left out. */
    JSONL {
        @Override
        void writeRows(Dataset dataset, Writer out) throws IOException {
            List<String> names = columns(dataset.events());
            JsonFactory factory = JsonFactory.builder()
                    .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                    .build();
            try (JsonGenerator json = factory.createGenerator(out)) {
                json.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
                forEachEvent(dataset, row -> {
                    json.writeStartObject();
                    for (int j = 0; j < names.size(); j++) {
                        boolean number =
                                List.of("time_ms", "ms_played", "value").contains(names.get(j));
                        if (!row.get(j).isEmpty()) {
                            json.writeFieldName(names.get(j));
                            if (number) {
                                json.writeNumber(row.get(j));
                            } else {
                                json.writeString(row.get(j));
                            }
                        }
                    }
                    json.writeEndObject();
                });
                json.writeRaw('\n');
            }
        }
    };

    /** Writes to a temporary name beside the file and renames it. */
    public void write(Dataset dataset, Path file) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        try (OutputStream out = Files.newOutputStream(temporary)) {
            write(dataset, out);
        }
        Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Writes to a stream, which stays open. */
    public void write(Dataset dataset, OutputStream out) throws IOException {
        Writer writer = new OutputStreamWriter(new BufferedOutputStream(out, 1 << 16), StandardCharsets.UTF_8);
        writeRows(dataset, writer);
        writer.flush();
    }

    abstract void writeRows(Dataset dataset, Writer out) throws IOException;

    @FunctionalInterface
    interface RowSink {
        void accept(List<String> row) throws IOException;
    }

    static List<String> columns(EventLog log) {
        List<String> names = new ArrayList<>(List.of("character", "track"));
        if (log.timed()) {
            names.add("time_ms");
        }
        names.addAll(List.of("type", "ms_played", "value", "origin"));
        return names;
    }

    static void forEachEvent(Dataset dataset, RowSink sink) throws IOException {
        EventLog log = dataset.events();
        for (int c = 0; c < log.characterCount(); c++) {
            String character = dataset.profiles().ids().id(c);
            for (int i = log.start(c); i < log.end(c); i++) {
                List<String> row = new ArrayList<>();
                row.add(character);
                row.add(dataset.catalog().tracks().id(log.track(i)));
                if (log.timed()) {
                    row.add(Long.toString(log.timeMillis(i)));
                }
                row.add(log.type(i).name().toLowerCase(Locale.ROOT));
                row.add(log.millisPlayed(i) < 0 ? "" : Integer.toString(log.millisPlayed(i)));
                row.add(Float.isNaN(log.value(i)) ? "" : plain(log.value(i)));
                row.add(log.origin(i).name().toLowerCase(Locale.ROOT));
                sink.accept(row);
            }
        }
    }

    /** The shortest text that gives the float back; whole numbers without a point. */
    static String plain(float value) {
        return value == Math.rint(value) && Math.abs(value) < 1e7f
                ? Integer.toString((int) value)
                : Float.toString(value);
    }

    static void requirePlain(String value) {
        if (value.indexOf('\t') >= 0 || value.indexOf('\n') >= 0 || value.indexOf('\r') >= 0) {
            throw new IllegalArgumentException(
                    "'" + BadRecord.shortened(value) + "' has a tab or a line end; write csv or jsonl instead");
        }
    }
}
