package io.reco.examples;

import io.reco.rerank.config.SurfaceConfig;
import io.reco.rerank.config.SurfaceReader;
import io.reco.rerank.config.SurfaceWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Whether surface files are good. */
@Command(
        name = "check",
        description = {
            "Reads surface files and tells everything that is wrong with them as file:line:column, with the value, the nearest"
                    + " name and what is accepted. Names of sources and of other things given in code are not checked here."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  reco surface check home.yaml",
            "  reco surface check surfaces/*.yaml",
            "  reco surface check home.yaml --print json",
            "",
            "Exit code 1 when a file is refused."
        })
final class SurfaceCheckCommand implements Callable<Integer> {
    /** A form to print. */
    enum Form {
        /** YAML. */
        YAML,
        /** JSON. */
        JSON
    }

    /** For {@code --print}. */
    static final class FormArgument extends EnumArgument<Form> {
        FormArgument() {
            super(Form.class);
        }
    }

    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Surface files, YAML or JSON.")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = "--print",
            paramLabel = "FORM",
            converter = FormArgument.class,
            completionCandidates = FormArgument.class,
            description = "Print each file in canonical form: ${COMPLETION-CANDIDATES}.")
    private @Nullable Form form;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        int refused = 0;
        boolean printed = false;
        for (Path file : files) {
            try {
                SurfaceConfig surface = SurfaceReader.withoutResources().read(file);
                if (form == null) {
                    out.printf(
                            "%s: surface '%s', %d sources, %d rules, k %d%n",
                            file,
                            surface.name(),
                            surface.sources().size(),
                            surface.rules().size(),
                            surface.k());
                } else {
                    out.print(printed && form == Form.YAML ? "---\n" : "");
                    printed = true;
                    out.print(form == Form.JSON ? SurfaceWriter.json(surface) : SurfaceWriter.yaml(surface));
                }
            } catch (IllegalArgumentException e) {
                err.println(e.getMessage());
                refused++;
            } catch (NoSuchFileException e) {
                err.println(file + ": no such file");
                refused++;
            } catch (IOException e) {
                err.println(file + ": cannot be read: " + e);
                refused++;
            }
        }
        return refused == 0 ? 0 : 1;
    }
}
