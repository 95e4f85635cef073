package io.reco.benchmarks;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A Python process that stays and does a timed piece of work for each line it is sent. */
final class PythonPeer implements AutoCloseable {
    private final Process process;
    private final BufferedReader answers;
    private final BufferedWriter orders;
    private final String greeting;

    private PythonPeer(Process process) throws IOException {
        this.process = process;
        this.answers = process.inputReader();
        this.orders = process.outputWriter();
        this.greeting = line();
    }

    /** Starts a script and waits for its first line. OpenBLAS is left to choose its own kernels. */
    static PythonPeer start(String python, Path script, String... arguments) throws IOException {
        List<String> command = Stream.concat(Stream.of(python, script.toString()), Stream.of(arguments))
                .toList();
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().remove("OPENBLAS_CORETYPE");
        builder.environment().remove("OPENBLAS_L2_SIZE");
        return new PythonPeer(builder.start());
    }

    String greeting() {
        return greeting;
    }

    /** Sends a line and reads wall seconds, processor seconds and a sum. */
    ExactSearchDriver.Timing ask(String order) throws IOException {
        orders.write(order);
        orders.newLine();
        orders.flush();
        String[] fields = line().split(" ");
        return new ExactSearchDriver.Timing(
                Double.parseDouble(fields[0]), Double.parseDouble(fields[1]), Double.parseDouble(fields[2]));
    }

    private String line() throws IOException {
        String line = answers.readLine();
        if (line == null) {
            throw new IOException("the Python process has ended");
        }
        return line;
    }

    @Override
    public void close() throws IOException {
        orders.close();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
