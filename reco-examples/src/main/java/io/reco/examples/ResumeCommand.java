package io.reco.examples;

import io.reco.core.bundle.ModelBundle;
import io.reco.examples.model.ModelDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Goes on with a training that was stopped. */
@Command(
        name = "resume",
        description = {
            "Goes on with a training of 'reco train' that was stopped (Ctrl-C, SIGTERM) or killed: runs its command line again,"
                    + " from its last checkpoint if it had come to one. A Transformer ends with the same bits as if it had not been stopped, with any"
                    + " number of threads; item2vec with one thread. It may be run from any directory, and DIR may have been"
                    + " moved; the data must be where it was."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  reco train transformer --data ../ml-1m --format sasrec --out movies      ... Ctrl-C",
            "  reco resume movies"
        })
final class ResumeCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "The --out of the training.")
    @SuppressWarnings("NullAway.Init") // required
    private Path directory;

    @Override
    public Integer call() throws IOException {
        List<String> arguments = new ArrayList<>(StoredCommand.read(directory));
        if (StoredCommand.value(arguments, "--out").isEmpty()) {
            throw new IOException(directory + ": the command line in it has no --out");
        }
        StoredCommand.replace(arguments, "--out", directory);
        Path checkpoint = StoredCommand.value(arguments, "--checkpoint")
                .map(Path::of)
                .orElse(new ModelDirectory(directory).checkpoint());
        if (ModelBundle.exists(checkpoint) && !arguments.contains("--resume")) {
            arguments.add("--resume");
        }
        spec.commandLine().getErr().println("Resuming: reco " + String.join(" ", arguments));
        return spec.root().commandLine().execute(arguments.toArray(new String[0]));
    }
}
