package io.reco.examples;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Placeholder. */
@Command(name = "export")
final class ExportCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        return 0;
    }
}
