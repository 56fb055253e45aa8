-- AlterTable
ALTER TABLE "findings" ADD COLUMN "age" TEXT;
ALTER TABLE "findings" ADD COLUMN "node" TEXT;

-- CreateIndex
CREATE INDEX "findings_scan_no_node_idx" ON "findings"("scan_no", "node");

-- What was found on a node itself stands on it; of the other rows it is not known any more.
UPDATE "findings" SET "node" = "name" WHERE "kind" = 'Node';
