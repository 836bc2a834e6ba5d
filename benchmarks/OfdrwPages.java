import java.nio.file.Paths;
import org.ofdrw.converter.ImageMaker;
import org.ofdrw.reader.OFDReader;

/** ofdrw's picture of every page of every file, after one pass to warm the machine: a line of JSON a page. */
public class OfdrwPages {
    public static void main(String[] arguments) {
        double pxPerMm = Double.parseDouble(arguments[0]) / 25.4;
        for (int pass = 0; pass < 2; pass++) {
            for (int i = 1; i < arguments.length; i++) {
                try (OFDReader reader = new OFDReader(Paths.get(arguments[i]))) {
                    ImageMaker maker = new ImageMaker(reader, pxPerMm);
                    for (int page = 0; page < maker.pageSize(); page++) {
                        long began = System.nanoTime();
                        maker.makePage(page);
                        double ms = (System.nanoTime() - began) / 1e6;
                        if (pass == 1) {
                            System.out.println("{\"paint_ms\":" + ms + "}");
                        }
                    }
                } catch (Exception error) {
                    if (pass == 1) {
                        System.out.println("{\"error\":1}");
                    }
                }
            }
        }
    }
}
