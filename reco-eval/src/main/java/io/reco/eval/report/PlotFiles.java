package io.reco.eval.report;

import java.io.IOException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes every plot of a report as a file, named by its place and description. */
final class PlotFiles {
    private static final int WIDTH = 760;
    private static final int LONGEST_NAME = 60;

    private final Path folder;
    private final SafeCharts charts;
    private int plots;
    private final List<Path> written = new ArrayList<>();

    PlotFiles(Path folder, SafeCharts charts) {
        this.folder = folder;
        this.charts = charts;
    }

    List<Path> write(HtmlReport report) throws IOException {
        for (HtmlReport.Section section : report.sections()) {
            blocks(section.blocks());
        }
        return List.copyOf(written);
    }

    private void blocks(List<Block> blocks) throws IOException {
        for (Block block : blocks) {
            if (block instanceof Block.Details details) {
                blocks(details.blocks());
            } else if (block instanceof Block.Plot plot
                    && !plot.chart().isEmpty()
                    && charts.failure().isEmpty()) {
                String name = name(plot.chart().description());
                Path svg = folder.resolve(name + ".svg");
                Path png = folder.resolve(name + ".png");
                ChartFiles.writeSvg(plot.chart(), svg, WIDTH, Theme.LIGHT);
                ChartFiles.writePng(plot.chart(), png, WIDTH, Theme.LIGHT);
                written.add(svg);
                written.add(png);
            }
        }
    }

    /** Number and description, in letters and digits that every file system takes. */
    private String name(String description) {
        String plain = Normalizer.normalize(description, Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        return String.format(Locale.ROOT, "%02d-%s", ++plots, shortened(plain));
    }

    /** Cut between words where there are any. */
    private static String shortened(String name) {
        if (name.length() <= LONGEST_NAME) {
            return name;
        }
        int end = name.lastIndexOf('-', LONGEST_NAME);
        return name.substring(0, end > 0 ? end : LONGEST_NAME);
    }
}
