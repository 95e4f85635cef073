package io.reco.examples;

import io.reco.core.vector.KernelChoice;
import io.reco.core.vector.KernelSelection;
import io.reco.core.vector.Kernels;
import io.reco.core.vector.VectorKernels;
import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Tells what the library finds on this machine. */
@Command(
        name = "doctor",
        description = "What reco finds here: JDK, kernels and why, memory, native backends.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  reco doctor",
            "  RECO_KERNELS=scalar reco doctor       the same with the plain kernels",
            "  RECO_JAVA_OPTS=-Xmx8g reco doctor     with 8 GiB of heap"
        })
final class DoctorCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Map<String, String> facts = facts();
        int width = facts.keySet().stream().mapToInt(String::length).max().orElse(0);
        facts.forEach((name, value) -> out.println(name + " ".repeat(width - name.length() + 2) + value));
        return 0;
    }

    /** What there is to tell, in the order to tell it. */
    static Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("reco", RecoVersion.text());
        facts.put(
                "JDK",
                Runtime.version() + ", " + System.getProperty("java.vm.name") + ", "
                        + System.getProperty("java.vendor"));
        facts.put(
                "machine",
                System.getProperty("os.name") + " " + System.getProperty("os.arch") + ", "
                        + Runtime.getRuntime().availableProcessors() + " processors");
        facts.put("memory", memory());
        facts.put("kernels", kernels());
        facts.put(
                "Vector API",
                ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
                        ? "jdk.incubator.vector is in the boot layer"
                        : "absent: start java with --add-modules jdk.incubator.vector");
        facts.put("ND4J", nd4j());
        facts.put("plots", plots());
        return facts;
    }

    private static String kernels() {
        try {
            KernelSelection<VectorKernels> selection = Kernels.get();
            return selection.name() + ": " + selection.reason() + " (" + KernelChoice.PROPERTY + "="
                    + System.getProperty(KernelChoice.PROPERTY, "auto") + ")";
        } catch (IllegalArgumentException | IllegalStateException e) {
            return "none: " + Errors.message(e);
        }
    }

    private static String memory() {
        String text = "heap up to " + mebibytes(Runtime.getRuntime().maxMemory());
        if (ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean os) {
            text += " of " + mebibytes(os.getTotalMemorySize()) + " (" + mebibytes(os.getFreeMemorySize()) + " free)";
        }
        return text;
    }

    private static String mebibytes(long bytes) {
        return String.format(Locale.ROOT, "%,d MiB", bytes >> 20);
    }

    private static String nd4j() {
        try {
            Class.forName("org.nd4j.linalg.factory.Nd4j", false, DoctorCommand.class.getClassLoader());
            return "on the class path";
        } catch (ClassNotFoundException e) {
            return "not on the class path; nothing here needs it";
        }
    }

    private static String plots() {
        try {
            new Font(Font.SANS_SERIF, Font.PLAIN, 12).getStringBounds("x", new FontRenderContext(null, true, true));
            return "fonts found";
        } catch (RuntimeException | LinkageError e) {
            return "no usable fonts (" + Errors.message(e) + "): reports come without plots";
        }
    }
}
