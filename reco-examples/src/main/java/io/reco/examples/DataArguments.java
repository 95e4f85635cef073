package io.reco.examples;

import io.reco.core.data.Dataset;
import io.reco.core.data.EventLog;
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
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Where the data of a command comes from: a data set on disk, or a generated world. */
final class DataArguments {
    @Spec(Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Option(names = "--data", paramLabel = "PATH", description = "File or directory of a data set.")
    private @Nullable Path data;

    @Option(
            names = "--format",
            paramLabel = "NAME",
            completionCandidates = FormatNames.class,
            description = "Format of the data: ${COMPLETION-CANDIDATES}.")
    private @Nullable String format;

    @Option(
            names = "--world",
            paramLabel = "CHARACTERS,TRACKS[,SEED]",
            description = "Instead of --data: a generated listening world of this size, for example 500,2000,1.")
    private @Nullable String world;

    @Mixin
    private ReadingOptions reading = new ReadingOptions();

    /**
     * Data of a command.
     *
     * @param dataset what was read or generated
     * @param format name of the format; {@code generated} for a world
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

    /** Reads or generates the data, and says what came. */
    Loaded load(PrintWriter out) throws IOException {
        if (world != null) {
            if (data != null || format != null) {
                throw new ParameterException(spec.commandLine(), "--world and --data exclude each other");
            }
            WorldOptions options = worldOptions(world);
            Loaded loaded =
                    new Loaded(ListeningWorld.of(options).dataset(), "generated", Optional.empty(), "--world " + world);
            out.println("Generated a listening world: " + describe(loaded.dataset()));
            return loaded;
        }
        if (data == null || format == null) {
            throw new ParameterException(
                    spec.commandLine(),
                    data == null && format == null
                            ? "no data: give --data PATH and --format NAME, or --world CHARACTERS,TRACKS,SEED"
                            : "--data and --format go together");
        }
        ReadResult result = reading.format(format).read(data, reading.toReadOptions());
        out.println("Read " + data + ", " + result.report().toText().stripTrailing());
        out.println("In it: " + describe(result.dataset()));
        return new Loaded(
                result.dataset(), format, Optional.of(result.report()), "--data " + data + " --format " + format);
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

    private WorldOptions worldOptions(String text) {
        String[] parts = text.split(",", -1);
        try {
            if (parts.length == 2 || parts.length == 3) {
                WorldOptions options =
                        WorldOptions.ofSize(Integer.parseInt(parts[0].strip()), Integer.parseInt(parts[1].strip()));
                return parts.length == 3 ? options.withSeed(Long.parseLong(parts[2].strip())) : options;
            }
        } catch (NumberFormatException e) {
            // Said below, in words of this option.
        }
        throw new ParameterException(
                spec.commandLine(), "--world '" + text + "' is not CHARACTERS,TRACKS[,SEED], for example 500,2000,1");
    }
}
