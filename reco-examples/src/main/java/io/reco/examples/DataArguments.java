package io.reco.examples;

import static java.util.Objects.requireNonNull;

import io.reco.core.data.Dataset;
import io.reco.core.data.EventLog;
import io.reco.core.io.DatasetFormat;
import io.reco.core.io.ReadReport;
import io.reco.core.io.ReadResult;
import io.reco.core.world.ListeningWorld;
import io.reco.core.world.WorldOptions;
import io.reco.examples.quickstart.Protocol;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where the data of a command comes from: a data set on disk, or a generated world. */
final class DataArguments {
    private static final String GENERATED = "generated";

    @Option(names = "--data", paramLabel = "PATH", description = "File or directory of a data set.")
    private @Nullable Path data;

    @Option(
            names = "--format",
            paramLabel = "NAME",
            converter = FormatArgument.class,
            completionCandidates = FormatArgument.class,
            description = "Format of the data: ${COMPLETION-CANDIDATES}.")
    private @Nullable DatasetFormat format;

    @Option(
            names = "--world",
            paramLabel = "CHARACTERS,TRACKS[,SEED]",
            converter = WorldArgument.class,
            description = "Instead of --data: a generated listening world of this size, for example 500,2000,1.")
    private @Nullable World world;

    @Mixin
    private ReadingOptions reading = new ReadingOptions();

    /**
     * Data of a command.
     *
     * @param dataset what was read or generated
     * @param format name of the format; {@value #GENERATED} for a world
     * @param read what the reader did; empty for a world
     * @param arguments how to name the data on a command line
     */
    record Loaded(Dataset dataset, String format, Optional<ReadReport> read, String arguments) {
        /** Whether the order of a character's events is that of time. */
        boolean ordered() {
            return Protocol.ordered(format);
        }
    }

    /** Whether any data is named. */
    boolean given() {
        return data != null || format != null || world != null;
    }

    /** The data, if it is one file. */
    Optional<Path> file() {
        return Optional.ofNullable(data).filter(Files::isRegularFile);
    }

    /**
     * Checks, before any work, that the options go together; {@link #load} does so as well.
     *
     * @throws UsageException if they do not
     */
    void check() {
        if (world != null && (data != null || format != null)) {
            throw new UsageException("--world and --data exclude each other");
        }
        if (world == null && (data == null || format == null)) {
            throw new UsageException(
                    data == null && format == null
                            ? "no data: give --data PATH and --format NAME, or --world CHARACTERS,TRACKS,SEED"
                            : "--data and --format go together");
        }
        if (format != null) {
            reading.format(format);
        }
        reading.toReadOptions();
    }

    /** Whether the order of a character's events will be that of time, seen from the format; after {@link #check}. */
    boolean ordered() {
        return Protocol.ordered(formatName());
    }

    private String formatName() {
        return format == null ? GENERATED : format.name();
    }

    /**
     * Reads or generates the data, and says what came.
     *
     * @throws UsageException if the options do not go together
     */
    Loaded load(PrintWriter out) throws IOException {
        check();
        if (data == null || format == null) {
            World asked = requireNonNull(world);
            Dataset dataset = ListeningWorld.of(asked.options()).dataset();
            out.println("Generated a listening world: " + describe(dataset));
            return new Loaded(dataset, formatName(), Optional.empty(), "--world " + asked.text());
        }
        ReadResult result = reading.format(format).read(data, reading.toReadOptions());
        out.println("Read " + data + ", " + result.report().toText().stripTrailing());
        out.println("In it: " + describe(result.dataset()));
        return new Loaded(
                result.dataset(),
                formatName(),
                Optional.of(result.report()),
                "--data " + data + " --format " + format.name());
    }

    private static String describe(Dataset data) {
        EventLog log = data.events();
        return String.format(
                Locale.ROOT,
                "%,d characters, %,d tracks, %,d artists, %,d %sevents, %,d playlists",
                data.profiles().size(),
                data.catalog().trackCount(),
                data.catalog().artists().size(),
                log.size(),
                log.size() == 0 || log.timed() ? "" : "untimed ",
                data.playlists().size());
    }

    /**
     * A generated world of the command line.
     *
     * @param options of the generator
     * @param text as it was given
     */
    private record World(WorldOptions options, String text) {}

    /** For {@code --world}. */
    static final class WorldArgument extends ParsedArgument<World> {
        @Override
        World parse(String text) {
            String[] parts = text.split(",", -1);
            int characters;
            int tracks;
            Optional<Long> seed;
            try {
                if (parts.length < 2 || parts.length > 3) {
                    throw new NumberFormatException();
                }
                characters = Integer.parseInt(parts[0].strip());
                tracks = Integer.parseInt(parts[1].strip());
                seed = parts.length == 2 ? Optional.empty() : Optional.of(Long.parseLong(parts[2].strip()));
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(
                        "'" + text + "' is not CHARACTERS,TRACKS[,SEED], for example 500,2000,1", e);
            }
            WorldOptions options = WorldOptions.ofSize(characters, tracks);
            return new World(seed.map(options::withSeed).orElse(options), text);
        }
    }
}
